/** The lab of one task, for the time of a command. */
import type { SessionEvent } from '#shared/events/session'
import { Lab } from '#lab/lab'
import type { AnyTaskLab, TaskPart } from '#lab/session/task-lab'
import type { CommandNeeds } from './output'

interface Told {
  onEvent: (event: SessionEvent) => void
  /** Where the server of a run listens, and nowhere else. */
  serverPort?: number | undefined
  /** An interruption is the work's own to heed, because what it has by then is its answer. */
  keepsPart?: boolean
  serverAddress?: string | undefined
}

/**
 * Work in the lab of one task; every socket is closed after it.
 * @throws Interrupted where the user ends work that is worth nothing in part
 */
export async function withTask<L extends AnyTaskLab, T>(
  part: TaskPart<L>,
  { workerFile, engine, interruption }: CommandNeeds,
  { onEvent, serverPort, serverAddress, keepsPart = false }: Told,
  work: (lab: L) => Promise<T>
): Promise<T> {
  const lab = new Lab(
    { task: part },
    {
      workerFile,
      engine: () => engine,
      onEvent,
      remoteAllowed: () => false,
      keepEvents: false,
      ...(serverPort !== undefined && { serverPort }),
      ...(serverAddress !== undefined && { serverAddress })
    }
  )
  try {
    const working = work(lab.tasks.task)
    return await (keepsPart ? working : interruption.over(working))
  } finally {
    await lab.close()
  }
}
