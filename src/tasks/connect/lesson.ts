/** Task 3's walkthrough: what connect() changes on a UDP socket, and what it does not. Its words are in texts.ts. */
import { EventKind } from '#shared/events/batch'
import type { TrialName, TrialReport } from './model/trials'
import { type Lesson, numberIn, ownWords } from '#shared/lessons/lesson'
import { answered, happenedAt, messageClients } from '#shared/lessons/seen'
import { eventsOf, has, hasArrived, type LessonView } from '#shared/lessons/view'
import { buttons, questionWords, saw, stepWords } from './texts'

export type ConnectAction =
  | 'exchange-unconnected'
  | 'exchange-connected'
  | 'trial-connect-only'
  | 'trial-stranger'
  | 'trial-dead-port'
  | 'trial-second-address'
  | 'trial-queued-before'
  | 'trial-disconnect'

/** A client of this kind got its answer. */
const exchanged =
  (connected: boolean) =>
  (view: LessonView): boolean =>
    messageClients(view).some((client) => {
      const events = eventsOf(client)
      return has(events, EventKind.connected) === connected && events.some(hasArrived)
    })

/** What the tab made of them, as far as they were made: each trial and column at most once. */
const trialsIn = ({ own }: LessonView): readonly TrialReport[] => (own ?? []) as readonly TrialReport[]

/** The trial was made with a connected socket, or with both kinds. */
const tried =
  (trial: TrialName, columns: 'connected' | 'both') =>
  (view: LessonView): boolean =>
    (columns === 'both' ? [true, false] : [true]).every((connected) =>
      trialsIn(view).some((report) => report.trial === trial && report.connected === connected)
    )

/** What the trials found, in the words of their reports. */
const found =
  (...names: readonly TrialName[]) =>
  (view: LessonView): string[] =>
    trialsIn(view)
      .filter(({ trial }) => names.includes(trial))
      .map(({ finding }) => finding)

/** What the connected socket's trial found, when it sent nothing. */
const nothingSent = (view: LessonView): string[] =>
  trialsIn(view)
    .filter(
      ({ trial, verdict, connected }) => trial === 'connect-only' && connected && verdict === 'nothing-sent'
    )
    .map(({ finding }) => finding)

export const connectLesson: Lesson<ConnectAction> = {
  steps: [
    {
      id: 'task3/without',
      ...stepWords.without,
      action: { name: 'exchange-unconnected', label: buttons.without },
      isDone: exchanged(false),
      saw: (view) => withLine(exchangesOf(view, false), saw.without)
    },
    {
      id: 'task3/predict',
      ...stepWords.predict,
      asks: 'task3/wire',
      isDone: answered('task3/wire'),
      saw: (view) => {
        const seen = found('connect-only')(view)
        return seen.length > 0 ? seen : [saw.comesNext]
      }
    },
    {
      id: 'task3/connect-only',
      ...stepWords.connectOnly,
      action: { name: 'trial-connect-only', label: buttons.connectOnly },
      isDone: tried('connect-only', 'connected'),
      saw: (view) => withLine(nothingSent(view), saw.connectOnly)
    },
    {
      id: 'task3/with',
      ...stepWords.with,
      action: { name: 'exchange-connected', label: buttons.with },
      isDone: exchanged(true),
      saw: (view) => withLine(exchangesOf(view, true), saw.with)
    },
    {
      id: 'task3/stranger',
      ...stepWords.stranger,
      action: { name: 'trial-stranger', label: buttons.stranger },
      isDone: tried('stranger', 'both'),
      saw: found('stranger')
    },
    {
      id: 'task3/queued',
      ...stepWords.queued,
      action: { name: 'trial-queued-before', label: buttons.queued },
      isDone: tried('queued-before', 'connected'),
      saw: found('queued-before')
    },
    {
      id: 'task3/dead-port',
      ...stepWords.deadPort,
      action: { name: 'trial-dead-port', label: buttons.deadPort },
      isDone: tried('dead-port', 'both'),
      saw: found('dead-port')
    },
    {
      id: 'task3/second',
      ...stepWords.second,
      action: { name: 'trial-second-address', label: buttons.second },
      isDone: tried('second-address', 'both'),
      saw: found('second-address')
    },
    {
      id: 'task3/disconnect',
      ...stepWords.disconnect,
      action: { name: 'trial-disconnect', label: buttons.disconnect },
      isDone: tried('disconnect', 'connected'),
      saw: found('disconnect')
    }
  ],
  questions: [
    {
      id: 'task3/wire',
      exercise: null,
      ...questionWords.wire,
      form: { kind: 'number', unit: 'datagrams' },
      evidence: found('connect-only'),
      verdict: (view, answer) => {
        const [says] = nothingSent(view)
        return says === undefined ? null : { right: numberIn(answer) === 0, says }
      }
    },
    {
      id: 'task3/connect',
      exercise: '3.1',
      ...questionWords.connect,
      form: ownWords,
      evidence: found('connect-only', 'stranger', 'dead-port', 'second-address')
    },
    {
      id: 'task3/calls',
      exercise: '3.2',
      ...questionWords.calls,
      form: ownWords,
      evidence: (view) => [...exchangesOf(view, true), ...exchangesOf(view, false)]
    },
    {
      id: 'task3/three',
      exercise: null,
      ...questionWords.three,
      form: ownWords,
      evidence: found('stranger', 'dead-port', 'queued-before', 'disconnect')
    }
  ]
}

/** What was seen, and what it means; nothing while nothing was seen. */
const withLine = (seen: string[], line: string): string[] => (seen.length > 0 ? [...seen, line] : [])

/** The last client of this kind that got its answer. */
function exchangesOf(view: LessonView, connected: boolean): string[] {
  const client = messageClients(view)
    .map(happenedAt)
    .findLast(({ events }) => has(events, EventKind.connected) === connected && events.some(hasArrived))
  if (!client) return []
  const sent = client.events.filter(({ kind }) => kind === EventKind.sent).length
  return [saw.exchange(connected, client.port, sent, client.events.filter(hasArrived).length)]
}
