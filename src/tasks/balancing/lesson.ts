/** The walkthrough of load balancing: from one server to a pool. Its words are in texts.ts. */
import { type AnswerVerdict, type Lesson, ownWords } from '#shared/lessons/lesson'
import { answered } from '#shared/lessons/seen'
import type { LessonView } from '#shared/lessons/view'
import {
  failedUnwatched,
  failedWatched,
  isPooled,
  keptByHash,
  loadShared,
  lostIn,
  movedShare,
  oneSaturated,
  type RunCheck,
  runThat,
  shrankByMaglev,
  shrankByModulo,
  wasSpread
} from './model/lesson-runs'
import type { BalanceOutcome } from './model/outcome'
import type { PresetName } from './model/presets'
import {
  buttons,
  lostChoices,
  movedChoices,
  movedShares,
  questionWords,
  saw,
  stepWords,
  waitChoices
} from './texts'

export type BalancingAction = PresetName

const isRun =
  (check: RunCheck) =>
  (view: LessonView): boolean =>
    runThat(view, check) !== null

const ofRun =
  (check: RunCheck, say: (outcome: BalanceOutcome) => string[]) =>
  (view: LessonView): string[] => {
    const outcome = runThat(view, check)
    return outcome === null ? [] : say(outcome)
  }

const waits = ({ servers, latencyMicros: { p50, p99 } }: BalanceOutcome): string =>
  saw.waits(servers.length, p50, p99)
const shares = ({ servers }: BalanceOutcome): string => saw.shares(servers.map(({ received }) => received))
const survivors = (outcome: BalanceOutcome): string =>
  saw.survivors(outcome.survivors?.moved ?? 0, outcome.survivors?.clients ?? 0)
const detection = (outcome: BalanceOutcome): string[] =>
  outcome.failure
    ? [
        saw.detected(outcome.failure.server, outcome.failure.detectedAfterMs),
        saw.after(outcome.failure.lostAfterDetection, lostIn(outcome))
      ]
    : []

export const balancingLesson: Lesson<BalancingAction> = {
  steps: [
    {
      id: 'balancing/one',
      ...stepWords.one,
      action: { name: 'one-server', label: buttons.one },
      isDone: isRun(oneSaturated),
      saw: ofRun(oneSaturated, (outcome) => [waits(outcome), saw.queue])
    },
    {
      id: 'balancing/predict',
      ...stepWords.predict,
      asks: 'balancing/wait',
      isDone: answered('balancing/wait'),
      saw: (view) => {
        const outcome = runThat(view, loadShared)
        return [outcome ? waits(outcome) : saw.comesNext]
      }
    },
    {
      id: 'balancing/two',
      ...stepWords.two,
      action: { name: 'two-servers', label: buttons.two },
      isDone: isRun(loadShared),
      saw: ofRun(loadShared, (outcome) => [shares(outcome), waits(outcome), saw.noQueue])
    },
    {
      id: 'balancing/spread',
      ...stepWords.spread,
      action: { name: 'spread', label: buttons.spread },
      isDone: isRun(wasSpread),
      saw: ofRun(wasSpread, (outcome) => [saw.moved(outcome.sessionsMoved, outcome.parameters.clients)])
    },
    {
      id: 'balancing/hash',
      ...stepWords.hash,
      action: { name: 'hash', label: buttons.hash },
      isDone: isRun(keptByHash),
      saw: ofRun(keptByHash, (outcome) => [saw.kept(outcome.parameters.clients), shares(outcome)])
    },
    {
      id: 'balancing/unwatched',
      ...stepWords.unwatched,
      action: { name: 'unwatched', label: buttons.unwatched },
      isDone: isRun(failedUnwatched),
      saw: ofRun(failedUnwatched, (outcome) => [saw.unwatched(lostIn(outcome), outcome.sessionsMoved)])
    },
    {
      id: 'balancing/watched',
      ...stepWords.watched,
      action: { name: 'watched', label: buttons.watched },
      isDone: isRun(failedWatched),
      saw: ofRun(failedWatched, detection)
    },
    {
      id: 'balancing/modulo',
      ...stepWords.modulo,
      action: { name: 'modulo', label: buttons.modulo },
      isDone: isRun(shrankByModulo),
      saw: ofRun(shrankByModulo, (outcome) => [survivors(outcome)])
    },
    {
      id: 'balancing/maglev',
      ...stepWords.maglev,
      action: { name: 'maglev', label: buttons.maglev },
      isDone: isRun(shrankByMaglev),
      saw: ofRun(shrankByMaglev, (outcome) => [survivors(outcome)])
    }
  ],
  questions: [
    {
      id: 'balancing/wait',
      exercise: null,
      ...questionWords.wait,
      form: { kind: 'choice', choices: waitChoices },
      evidence: (view) => [
        ...ofRun(oneSaturated, (one) => [waits(one)])(view),
        ...ofRun(loadShared, (two) => [waits(two)])(view)
      ],
      verdict: waitVerdict
    },
    {
      id: 'balancing/lost',
      exercise: null,
      ...questionWords.lost,
      form: { kind: 'choice', choices: lostChoices },
      evidence: ofRun(failedUnwatched, (outcome) => [saw.unwatched(lostIn(outcome), outcome.sessionsMoved)]),
      verdict: (view, answer) => {
        const outcome = runThat(view, (run) => failedUnwatched(run) && run.parameters.per === 'session')
        if (!outcome) return null
        const truth = lostIn(outcome) > 0 && outcome.sessionsMoved === 0 ? lostChoices[0] : lostChoices[2]
        return { right: answer === truth, says: saw.unwatched(lostIn(outcome), outcome.sessionsMoved) }
      }
    },
    {
      id: 'balancing/moved',
      exercise: null,
      ...questionWords.moved,
      form: { kind: 'choice', choices: movedChoices },
      evidence: ofRun(shrankByModulo, (outcome) => [survivors(outcome)]),
      verdict: movedVerdict
    },
    {
      id: 'balancing/saves',
      exercise: null,
      ...questionWords.saves,
      form: ownWords,
      evidence: (view) => [
        ...ofRun(shrankByModulo, (outcome) => [survivors(outcome)])(view),
        ...ofRun(shrankByMaglev, (outcome) => [survivors(outcome)])(view)
      ]
    }
  ],
  alsoSays: {
    'task1/millions': ofRun(isPooled, (outcome) => [
      saw.pool(
        outcome.servers.length,
        outcome.ledger.sent,
        outcome.parameters.clients,
        outcome.ledger.returned
      ),
      shares(outcome),
      waits(outcome)
    ])
  }
}

/** Parts of the wait with one server that each choice stands for. */
const muchLess = 0.4
const halfUpTo = 0.75

function waitVerdict(view: LessonView, answer: string): AnswerVerdict | null {
  const one = runThat(view, oneSaturated)
  const two = runThat(view, loadShared)
  const before = one?.latencyMicros.p50
  const now = two?.latencyMicros.p50
  if (!two || !before || now === null || now === undefined) return null
  const part = now / before
  const truth = part < muchLess ? waitChoices[0] : part < halfUpTo ? waitChoices[1] : waitChoices[2]
  return { right: answer === truth, says: waits(two) }
}

/** Right is the choice that lies nearest to what was seen. */
function movedVerdict(view: LessonView, answer: string): AnswerVerdict | null {
  const outcome = runThat(view, shrankByModulo)
  if (!outcome) return null
  const distance = (share: number): number => Math.abs(share - movedShare(outcome))
  const nearest = movedShares.reduce((best, share) => (distance(share) < distance(best) ? share : best))
  return { right: answer === movedChoices[movedShares.indexOf(nearest)], says: survivors(outcome) }
}
