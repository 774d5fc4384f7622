/** Which of the exercise's programs an endpoint stands for, and where its text is in each language. */
import type { EndpointInfo, LogId } from '../model/endpoint'
import type { RunState } from '../model/session'
import type { TaskId } from '../tasks/catalogue'

export const programLanguages = ['python', 'typescript', 'c'] as const
export type ProgramLanguage = (typeof programLanguages)[number]

export const sourceIds = [
  'task1/server',
  'task1/client',
  'task2/server1',
  'task2/server2',
  'task2/client',
  'task3/server',
  'task3/client',
  'task4/part1_server',
  'task4/part1_client',
  'task4/part2_server',
  'task4/part2_client',
  'task4/part4_server'
] as const
export type SourceId = (typeof sourceIds)[number]

const extensions: Record<ProgramLanguage, string> = { python: 'py', typescript: 'ts', c: 'c' }

/** Path below resources/: `python/task4/part1_server.py`, `typescript/task4/part1-server.ts`. */
export function sourcePath(id: SourceId, language: ProgramLanguage): string {
  const name = language === 'typescript' ? id.replaceAll('_', '-') : id
  return `${language}/${name}.${extensions[language]}`
}

/** What an endpoint must tell of itself for its program to be known. */
export type SourceOwner = Pick<EndpointInfo, 'program' | 'log'>

/** Whether the run's server asks for a receive buffer of its own size. */
function asksForBuffer(run: RunState): boolean {
  if (run.phase === 'idle') return false
  const { serverBuffer } = 'outcome' in run ? run.outcome.parameters : run.parameters
  return serverBuffer !== null
}

/**
 * The program that the endpoint stands for; null: none of the exercise's.
 * @param run the run of the endpoint's session: it tells what a server asked for when its socket is long closed
 */
export function sourceOf(task: TaskId, { program, log }: SourceOwner, run: RunState): SourceId | null {
  switch (program.id) {
    case 'message-server':
      return 'task1/server'
    case 'message-server-1':
      return 'task2/server1'
    case 'message-server-2':
      return 'task2/server2'
    case 'bytes-server':
      return 'task3/server'
    case 'number-server':
      return 'task4/part1_server'
    case 'echo-server':
      return asksForBuffer(run) ? 'task4/part4_server' : 'task4/part2_server'
    case 'message-client':
      if (task === 'task4') return 'task4/part1_client'
      return task === 'task3' && log === 'client' ? 'task3/client' : 'task1/client'
    case 'two-servers-client':
      return 'task2/client'
    case 'numbers-client':
      return 'task4/part2_client'
    case 'bystander':
      return null
  }
}

/** The program that a terminal shows before anything ran in it. */
export function firstSourceOf(task: TaskId, log: LogId): SourceId {
  const server = log.startsWith('server')
  switch (task) {
    case 'task1':
      return server ? 'task1/server' : 'task1/client'
    case 'task2':
      return log === 'server-1' ? 'task2/server1' : log === 'server-2' ? 'task2/server2' : 'task2/client'
    case 'task3':
      return server ? 'task3/server' : log === 'unconnected' ? 'task1/client' : 'task3/client'
    case 'task4':
      return server ? 'task4/part2_server' : 'task4/part2_client'
  }
}
