/** The lab of one task, for the time of a command. */
import type { SessionEvent } from '#shared/events/session'
import { Lab } from '#lab/lab'
import type { AnyTaskLab, TaskPart } from '#lab/session/task-lab'
import type { CommandNeeds } from './output'

interface Told {
  onEvent: (event: SessionEvent) => void
  /** Where the server of a run listens, and nowhere else. */
  serverPort?: number | undefined
}

export async function withTask<L extends AnyTaskLab, T>(
  part: TaskPart<L>,
  { workerFile, engine }: CommandNeeds,
  { onEvent, serverPort }: Told,
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
      ...(serverPort !== undefined && { serverPort })
    }
  )
  try {
    return await work(lab.tasks.task)
  } finally {
    await lab.close()
  }
}
