/** Task 4's walkthrough: numbers, where they are lost, and what a larger receive buffer cures. Its words are in texts.ts. */
import { type Lesson, ownWords } from '#shared/lessons/lesson'
import { answered, wasAnswered } from '#shared/lessons/seen'
import { eventsOf, hasArrived, type LessonEndpoint, type LessonView } from '#shared/lessons/view'
import { explain } from './model/explain/explain'
import {
  aboutBuffer,
  bufferLine,
  firstLostLine,
  firstLostVerdict,
  gapLine,
  guessIn,
  innocents,
  lawLines,
  ledgerLine,
  ownerOf,
  printedLine,
  whichQueue
} from './model/lesson-lines'
import {
  allCameBack,
  burstLost,
  isAny,
  isEight,
  isPaced,
  pacedLost,
  ratioOf,
  repliesWereLost,
  type RunCheck,
  runThat,
  slowServerLost,
  wasCured
} from './model/lesson-runs'
import type { LossOutcome } from './model/outcome'
import { buttons, gapChoices, questionWords, runNames, saw, stepWords, whoseChoices } from './texts'

export type LossAction =
  | 'send-number'
  | 'preset-eight'
  | 'burst'
  | 'preset-slow'
  | 'preset-loss'
  | 'preset-no-loss'
  | 'all-before-reading'

const isRun =
  (check: RunCheck) =>
  (view: LessonView): boolean =>
    runThat(view, check) !== null

const ofRun =
  (check: RunCheck, say: (outcome: LossOutcome) => string[]) =>
  (view: LessonView): string[] => {
    const outcome = runThat(view, check)
    return outcome === null ? [] : say(outcome)
  }

/** The server of Part 1 that received a number, if one did. */
const askedServer = ({ endpoints }: LessonView): LessonEndpoint | undefined =>
  endpoints.findLast((endpoint) => endpoint.info.program.id === 'number-server' && wasAnswered(endpoint))

export const lossLesson: Lesson<LossAction> = {
  steps: [
    {
      id: 'task4/number',
      ...stepWords.number,
      action: { name: 'send-number', label: buttons.number },
      isDone: (view) => askedServer(view) !== undefined,
      saw: (view) => {
        const server = askedServer(view)
        const port = server && eventsOf(server).findLast(hasArrived)?.peer?.port
        return port === undefined ? [] : saw.number(port)
      }
    },
    {
      id: 'task4/eight',
      ...stepWords.eight,
      action: { name: 'preset-eight', label: buttons.eight },
      isDone: isRun(allCameBack),
      saw: ofRun(isEight, ({ ledger }) => saw.eight(ledger.returned))
    },
    {
      id: 'task4/burst',
      ...stepWords.burst,
      action: { name: 'burst', label: buttons.burst },
      isDone: isRun(burstLost),
      saw: ofRun(burstLost, (outcome) => [
        firstLostLine(runNames.burst, outcome),
        ledgerLine(runNames.burst, outcome),
        whichQueue(outcome)
      ])
    },
    {
      id: 'task4/law',
      ...stepWords.law,
      action: { name: 'preset-slow', label: buttons.law },
      isDone: isRun(slowServerLost),
      saw: ofRun(slowServerLost, lawLines)
    },
    {
      id: 'task4/predict',
      ...stepWords.predict,
      asks: 'task4/first-lost',
      isDone: answered('task4/first-lost'),
      saw: (view) => {
        const outcome = runThat(view, pacedLost)
        return [outcome ? firstLostLine(runNames.paced, outcome) : saw.comesNext]
      }
    },
    {
      id: 'task4/loss',
      ...stepWords.loss,
      action: { name: 'preset-loss', label: buttons.loss },
      isDone: isRun(pacedLost),
      saw: ofRun(pacedLost, (outcome) => [ledgerLine(runNames.paced, outcome), ...lawLines(outcome)])
    },
    {
      id: 'task4/terminals',
      ...stepWords.terminals,
      asks: 'task4/terminals',
      isDone: answered('task4/terminals'),
      saw: ofRun(pacedLost, (outcome) => [gapLine(outcome), ...innocents(outcome)])
    },
    {
      id: 'task4/cure',
      ...stepWords.cure,
      action: { name: 'preset-no-loss', label: buttons.cure },
      isDone: isRun(wasCured),
      saw: ofRun(wasCured, (outcome) => [bufferLine(runNames.cured, outcome), saw.cured(ratioOf(outcome))])
    },
    {
      id: 'task4/limit',
      ...stepWords.limit,
      action: { name: 'all-before-reading', label: buttons.limit },
      isDone: isRun(repliesWereLost),
      saw: ofRun(repliesWereLost, ({ ledger }) => [
        saw.limit(ledger.lostRequests, ledger.lostReplies),
        saw.clientFull
      ])
    }
  ],
  questions: [
    {
      id: 'task4/first-lost',
      exercise: null,
      ...questionWords.firstLost,
      form: { kind: 'number', unit: 'first lost' },
      evidence: ofRun(isPaced, (outcome) => [firstLostLine(runNames.paced, outcome)]),
      verdict: firstLostVerdict,
      givenElsewhere: guessIn
    },
    {
      id: 'task4/terminals',
      exercise: null,
      ...questionWords.terminals,
      form: { kind: 'choice', choices: gapChoices },
      evidence: ofRun(pacedLost, (outcome) => [printedLine(outcome), gapLine(outcome)]),
      verdict: (view, answer) => {
        const outcome = runThat(view, pacedLost)
        // The run lost requests: the server's terminal has gaps at these.
        return outcome && { right: answer === gapChoices[0], says: printedLine(outcome) }
      }
    },
    {
      id: 'task4/why-lost',
      exercise: '4.3',
      ...questionWords.whyLost,
      form: ownWords,
      evidence: (view) => [
        ...ofRun(burstLost, (outcome) => [ledgerLine(runNames.burst, outcome)])(view),
        ...ofRun(pacedLost, (outcome) => [
          ledgerLine(runNames.paced, outcome),
          ...explain(outcome).why,
          ...innocents(outcome)
        ])(view)
      ]
    },
    {
      id: 'task4/why-helps',
      exercise: '4.4',
      ...questionWords.whyHelps,
      form: ownWords,
      evidence: (view) => [
        ...ofRun(pacedLost, (outcome) => aboutBuffer(runNames.paced, outcome))(view),
        ...ofRun(wasCured, (outcome) => [...aboutBuffer(runNames.cured, outcome), ...explain(outcome).why])(
          view
        )
      ]
    },
    {
      id: 'task4/whose',
      exercise: null,
      ...questionWords.whose,
      form: { kind: 'choice', choices: whoseChoices },
      evidence: ofRun(isAny, (outcome) => [ledgerLine(runNames.last, outcome)]),
      verdict: (view, answer) => {
        const outcome = runThat(view, isAny)
        return outcome && { right: answer === ownerOf(outcome), says: ledgerLine(runNames.last, outcome) }
      }
    }
  ]
}
