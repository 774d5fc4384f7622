/** What a walkthrough is: steps as plain values. What they ask for is coded, so that data say it and code does it. */
import type { LogId } from '../model/endpoint'
import type { ProbeName } from '../contract'
import type { TaskId } from '../tasks/catalogue'
import type { QuestionId } from './questions'

/** What the button of a step can do, by task. A tab that leaves one out does not compile. */
export const actionNames = {
  task1: ['start-server', 'run-client', 'run-two-clients', 'run-eight-clients', 'stop-and-send'],
  task2: ['start-servers', 'send', 'send-to-trap', 'send-by-source', 'stop-one-and-send'],
  task3: [
    'start-server',
    'exchange-unconnected',
    'exchange-connected',
    'probe-connect-only',
    'probe-stranger',
    'probe-dead-port',
    'probe-second-address'
  ],
  task4: [
    'start-server',
    'send-number',
    'preset-eight',
    'preset-loss',
    'preset-no-loss',
    'all-before-reading'
  ]
} as const satisfies Record<TaskId, readonly string[]>

export type ActionOf<T extends TaskId> = (typeof actionNames)[T][number]
export type ActionName = ActionOf<TaskId>

/** What must have happened for a step to be done; `isDone` of checks.ts decides. Counts are the least that will do. */
export type StepCheck =
  | { kind: 'listening'; logs: readonly LogId[] }
  /** Client runs of Task 1 that got their answer. */
  | { kind: 'clients-answered'; count: number }
  /** Different sources that the server answered. */
  | { kind: 'distinct-ports'; count: number }
  /** A client waited in vain. */
  | { kind: 'silence' }
  /** One socket had an answer of each of the two servers; or of just one, and waited for the other in vain. */
  | { kind: 'servers-answered'; count: 1 | 2 }
  /** An answer was given the other server's number. */
  | { kind: 'misnamed' }
  /** The answers came in the other order and had their right numbers all the same. */
  | { kind: 'told-apart' }
  | { kind: 'exchange'; connected: boolean }
  | { kind: 'probe'; probe: ProbeName; columns: 'connected' | 'both' }
  | { kind: 'number-answered' }
  /** Task 4's run is over, and its ledger says this. */
  | { kind: 'run'; shows: RunShows }
  | { kind: 'answered'; question: QuestionId }

export const runShows = ['all-back', 'requests-lost', 'cured', 'replies-lost'] as const
export type RunShows = (typeof runShows)[number]

export interface Step<T extends TaskId = TaskId> {
  /** Unique among all tasks; progress is kept by it, so it is never given to another step. */
  id: string
  title: string
  /** Terms of the glossary stand in double square brackets: [[datagram]], or [[term|words shown for it]]. */
  text: string
  /** What to watch for. */
  watch?: string
  action?: { name: ActionOf<T>; label: string }
  /** What to say when the button was used and the step is still not done; where it is plain, nothing. */
  otherwise?: string
  /** A prediction or question that is asked in the step itself. */
  asks?: QuestionId
  check: StepCheck
}

export interface Lesson<T extends TaskId = TaskId> {
  task: T
  steps: readonly Step<T>[]
}
