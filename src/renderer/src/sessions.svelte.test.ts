/** What the window is told, in whatever order it comes: shown once, and of the run that is on. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { failure, type Result, success } from '#shared/fault'
import { EventKind, type EventBatch } from '#shared/events/batch'
import type { EndpointInfo } from '#shared/events/endpoint'
import type { KeptRunSummary } from '#shared/kept/kept-run'
import { noMotion } from '#shared/events/motion'
import { noSamples } from '#shared/events/queue-samples'
import type { SessionEvent, SessionHead } from '#shared/events/session'
import type { Lab } from './lab'
import { Sessions, SessionView } from './sessions.svelte'
import { tasks } from '#tasks/registry'

const sessionId = 'task1-1'
const local = { address: '127.0.0.1', port: 20_001 }
const facts = { remoteAllowed: false }

const endpoint = (phase: 'opening' | 'closed' = 'closed'): EndpointInfo => ({
  id: 1,
  name: 'Server',
  role: 'server',
  log: 'server',
  program: { id: 'message-server' },
  state: phase === 'opening' ? { phase } : { phase, local }
})

/** One event, of row `first`. */
const batch = (first: number, ofRun = sessionId): EventBatch => ({
  sessionId: ofRun,
  endpointId: 1,
  first,
  count: 1,
  baseMs: 1000 + first,
  offsetUs: 0,
  kind: EventKind.listening,
  peer: 0,
  value: 0,
  sizeBytes: 0,
  newPeers: [],
  newPayloads: []
})

const told = (first: number, ofRun = sessionId): SessionEvent => ({
  type: 'batch',
  sessionId: ofRun,
  batch: batch(first, ofRun)
})

const began = (ofRun: string): SessionEvent => ({
  type: 'began',
  sessionId: ofRun,
  task: 'task1',
  startedAtMs: 900,
  startedAtEpochMs: 1
})

const head = (batches: EventBatch[], next: number | null = null): SessionHead => ({
  sessionId,
  task: 'task1',
  startedAtMs: 900,
  startedAtEpochMs: 1,
  endpoints: [endpoint()],
  batches,
  beyond: [],
  run: { phase: 'idle' },
  queues: noSamples,
  motion: noMotion,
  next
})

let frames: ((nowMs: number) => void)[] = []
beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (show: (nowMs: number) => void) => frames.push(show))
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []))
})
afterEach(() => void vi.unstubAllGlobals())

/** The next frame of the screen. */
const frame = (nowMs: number): void => frames.splice(0).forEach((show) => show(nowMs))

/** A lab whose calls are answered when the test says so, and which tells what the test tells. */
function attached() {
  const asked: { name: string; answer: (result: Result<unknown>) => void }[] = []
  let tell: (events: SessionEvent[]) => void = () => undefined
  const lab = {
    call: (name: string) => new Promise((answer) => asked.push({ name, answer })),
    onEvents: (listener: typeof tell) => {
      tell = listener
      return () => (tell = () => undefined)
    }
  }
  const sessions = new Sessions(lab as unknown as Lab, tasks)
  const replayed: string[] = []
  const undo = sessions.attach((snapshot) => replayed.push(snapshot.sessionId))
  const answer = async (name: string, result: Result<unknown>): Promise<void> => {
    const index = asked.findIndex((one) => one.name === name)
    expect(index, `${name} was asked`).toBeGreaterThanOrEqual(0)
    asked.splice(index, 1)[0]!.answer(result)
    await new Promise((turn) => setImmediate(turn))
  }
  const attach = (...heads: SessionHead[]): Promise<void> =>
    answer('attach', success({ sessions: heads, tasks: {}, facts }))
  const rows = (): number => sessions.live('task1').endpoints[0]?.store.count ?? 0
  return { sessions, replayed, undo, answer, attach, rows, tell: (...events: SessionEvent[]) => tell(events) }
}

it('shows what is there already, then what came before the answer, and nothing of it twice', async () => {
  const { sessions, replayed, attach, rows, tell } = attached()
  tell(told(0), told(1), told(2))
  expect(rows()).toBe(0)
  await attach(head([batch(0), batch(1)]))
  expect(replayed).toEqual([sessionId])
  expect(sessions.facts).toEqual(facts)
  expect(rows()).toBe(3)
  tell(told(2), told(3))
  expect(rows()).toBe(4)
  expect(sessions.live('task1').log('server').count).toBe(4)
})

it('lets what comes meanwhile wait for the pieces before it', async () => {
  const { answer, attach, rows, tell } = attached()
  await attach(head([batch(0)], 1))
  tell(told(3))
  expect(rows()).toBe(1)
  await answer('sessionPiece', success({ batches: [batch(1)], next: 2 }))
  expect(rows()).toBe(2)
  await answer('sessionPiece', success({ batches: [batch(2)], next: null }))
  expect(rows()).toBe(4)
  tell(told(4))
  expect(rows()).toBe(5)
})

it('drops the pieces and the events of a session that another has followed', async () => {
  const { sessions, answer, attach, rows, tell } = attached()
  await attach(head([batch(0)], 1))
  tell(began('task1-2'), told(1))
  await answer('sessionPiece', success({ batches: [batch(1)], next: null }))
  expect(sessions.live('task1').sessionId).toBe('task1-2')
  expect(rows()).toBe(0)
  tell(
    { type: 'endpoint', sessionId, endpoint: endpoint() },
    { type: 'run', sessionId, run: { phase: 'idle' } }
  )
  expect(sessions.live('task1').endpoints).toEqual([])
  tell({ type: 'endpoint', sessionId: 'task1-2', endpoint: endpoint() }, told(0, 'task1-2'))
  expect(rows()).toBe(1)
})

it('keeps its view when it is told once more that the session began', async () => {
  const { attach, rows, tell } = attached()
  await attach(head([batch(0)]))
  tell(began(sessionId))
  expect(rows()).toBe(1)
})

it('shows the fault when it cannot attach or a piece does not come, and hears what comes all the same', async () => {
  const refused = failure('lab/failed', 'The lab did not answer the window.')
  const first = attached()
  first.tell(began(sessionId), { type: 'endpoint', sessionId, endpoint: endpoint() }, told(0))
  await first.answer('attach', refused)
  expect(first.sessions.fault).toMatchObject({ code: 'lab/failed' })
  expect(first.rows()).toBe(1)
  const second = attached()
  await second.attach(head([batch(0)], 1))
  await second.answer('sessionPiece', refused)
  expect(second.sessions.fault).toMatchObject({ code: 'lab/failed' })
})

it('says at most once in 80 ms that a session grew', async () => {
  const { sessions, attach, tell } = attached()
  await attach(head([batch(0)]))
  const { version } = sessions.live('task1')
  frame(1000)
  expect(sessions.live('task1').version).toBe(version + 1)
  tell(told(1))
  tell(told(2))
  expect(frames).toHaveLength(1)
  frame(1016)
  expect(sessions.live('task1').version).toBe(version + 1)
  frame(1080)
  expect(sessions.live('task1').version).toBe(version + 2)
  expect(frames).toEqual([])
})

it('hears nothing more once it is detached', async () => {
  const { undo, attach, rows, tell } = attached()
  await attach(head([batch(0)]))
  undo()
  tell(told(1))
  expect(rows()).toBe(1)
  expect(frames).toEqual([])
})

it('leaves a kept run when something begins in its tab, and not when something goes on', async () => {
  const { sessions, attach, tell } = attached()
  await attach(head([batch(0)]))
  const kept = new SessionView('kept', 0, {})
  const show = (): void => sessions.showKept({ task: 'task1' } as KeptRunSummary, kept)
  show()
  tell(told(1), { type: 'endpoint', sessionId, endpoint: endpoint() })
  expect(sessions.of('task1')).toBe(kept)
  tell({ type: 'endpoint', sessionId, endpoint: endpoint('opening') })
  expect(sessions.of('task1')).toBe(sessions.live('task1'))
  show()
  tell(began('task1-2'))
  expect(sessions.of('task1').sessionId).toBe('task1-2')
})
