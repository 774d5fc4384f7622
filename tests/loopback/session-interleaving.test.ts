/**
 * No socket without an endpoint that a list shows, and no listed endpoint without its socket: whatever calls come one into
 * the other. Each seed is a sequence of the calls that the window may make; some are awaited, most are not.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Fault, FaultCode, Result } from '../../src/shared/fault'
import type { EndpointInfo } from '../../src/shared/events/endpoint'
import type { EngineName } from '../../src/shared/events/engine'
import { trialNames } from '../../src/tasks/connect/model/trials'
import { serverPort } from '../../src/shared/exercise'
import { registry, type TaskId } from '../../src/tasks/registry'
import { lossDefaults } from '../../src/tasks/loss/model/run'
import type { WholeLab } from '../../src/tasks/lab'
import { seededUniform } from '../../src/lab/measure/seeded'
import { proveEngine } from '../../src/lab/net/engine'
import { nextTurn } from '../../src/lab/next-turn'
import { engine, freePort, startLab } from './support'
import { socketsOfProcess } from './sockets-of-process'

const address = '127.0.0.1'
const seeds = Array.from({ length: 20 }, (_, index) => index + 1)
const callsOfSeed = 16
const tasks = Object.keys(registry) as TaskId[]
/** Slow motion is refused by the others. */
const movable = tasks.filter((task) => !('withoutSlowMotion' in registry[task]))
/** What calls that come one into the other are refused with; anything else is a fault of the lab. */
const expectedCodes = new Set<FaultCode>(['run/already-running', 'run/not-running', 'run/cancelled'])

const listed = (lab: WholeLab): EndpointInfo[] => lab.snapshot().flatMap(({ endpoints }) => endpoints)

function openPorts(lab: WholeLab): number[] {
  const ports: number[] = []
  for (const { state } of listed(lab)) if (state.phase === 'open') ports.push(state.local.port)
  return ports.sort((a, b) => a - b)
}

function expectSocketsAsListed(lab: WholeLab): void {
  if (process.platform !== 'linux') return
  const ports = socketsOfProcess().map(({ local }) => local.port)
  expect(ports.sort((a, b) => a - b)).toEqual(openPorts(lab))
  expect(listed(lab).filter(({ state }) => state.phase === 'opening')).toEqual([])
}

/** In between: a socket whose port no open endpoint has is one of those that are being opened. */
function expectNoGhost(lab: WholeLab): void {
  if (process.platform !== 'linux') return
  const opening = listed(lab).filter(({ state }) => state.phase === 'opening').length
  const left = openPorts(lab)
  const strangers = socketsOfProcess().filter(({ local }) => {
    const index = left.indexOf(local.port)
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
  expect(strangers.length).toBeLessThanOrEqual(opening)
}

/** Of a server that is there, or the exercise's. */
const somePort = (lab: WholeLab): number => openPorts(lab)[0] ?? serverPort

interface Call {
  name: string
  /** It has sockets of its own that no list shows: a search for a free port, a series. */
  apart?: boolean
  make: () => Promise<unknown>
}

/** The calls that main's handlers make of the lab, with parameters drawn by chance. */
function drawCall(lab: WholeLab, random: () => number, engines: { use: EngineName }): Call {
  const whole = (most: number): number => Math.floor(random() * most)
  const oneOf = <T>(choices: readonly T[]): T => choices[whole(choices.length)]!
  const waitMs = 1 + whole(60)
  const short = { ...lossDefaults, count: 1 + whole(400) }
  const slow = { ...short, count: 200, rate: 2000 }
  const task = oneOf(tasks)
  const moved = oneOf(movable)
  const plain = { task1: lab.tasks.task1, task3: lab.tasks.task3, task4: lab.tasks.task4 }
  const server = oneOf(['task1', 'task3', 'task4'] as const)
  const numbered = oneOf([1, 2] as const)
  const call = (name: string, make: () => unknown, apart = false): Call => ({
    name,
    apart,
    make: async () => make()
  })
  const steps = (): unknown => {
    const held = lab.snapshot().find((session) => session.task === moved)!.motion.positions
    const position = held[0]
    const stop = position?.place.phase === 'held' ? position.place.stop : 1
    return lab.step(moved, position?.endpointId ?? 1, stop)
  }
  return oneOf([
    () => call(`clear ${task}`, () => lab.clear(task)),
    () => call(`clear ${task}`, () => lab.clear(task)),
    () => call(`startServer ${server}`, () => plain[server].startServer({ address, port: 0 })),
    () => call(`startServer ${server}`, () => plain[server].startServer({ address, port: 0 })),
    () => call(`stopServer ${server}`, () => plain[server].stopServers()),
    () =>
      call('startNumberedServer', () =>
        lab.tasks.task2.startServer({ server: numbered, port: 0, delayMs: whole(20) })
      ),
    () => call('stopNumberedServer', () => lab.tasks.task2.stopServer({ server: numbered })),
    () =>
      call('sendMessage', () =>
        lab.tasks.task1.sendMessage({
          text: 'hi',
          clients: 1 + whole(4),
          waitMs,
          address,
          port: somePort(lab)
        })
      ),
    () => call('sendToBoth', () => lab.tasks.task2.sendToBoth({ byArrival: random() < 0.5, waitMs })),
    () => call('exchange', () => lab.tasks.task3.exchange({ connected: random() < 0.5, waitMs })),
    () =>
      call(
        'trial',
        () => lab.tasks.task3.trial({ trial: oneOf(trialNames), connected: random() < 0.5 }),
        true
      ),
    () => call('sendNumber', () => lab.tasks.task4.sendNumber({ number: whole(1000), waitMs }), true),
    () => call('run', () => lab.tasks.task4.run(oneOf([short, slow])), true),
    () =>
      call(
        'sweep',
        () =>
          lab.tasks.task4.series.run({
            kind: 'sweep',
            base: short,
            vary: 'count',
            values: [8, 64],
            repeats: 1
          }),
        true
      ),
    () =>
      call(
        'twoByTwo',
        () =>
          lab.tasks.task4.series.run({
            kind: 'two-by-two',
            base: short,
            small: null,
            large: 100_000,
            repeats: 1
          }),
        true
      ),
    () => call('cancel', () => lab.tasks.task4.cancel()),
    () => call(`slowMotion ${moved}`, () => lab.slowMotion(moved, random() < 0.4)),
    () => call(`step ${moved}`, steps),
    () => call('engine', () => (engines.use = random() < 0.5 ? 'system' : 'node'))
  ])()
}

/** Lets go of whatever slow motion holds, and waits until every call has answered. */
async function settle(lab: WholeLab, calls: ReadonlySet<Promise<unknown>>): Promise<void> {
  for (const task of movable) lab.slowMotion(task, false)
  await Promise.all(calls)
}

const isResult = (value: unknown): value is Result<unknown> =>
  typeof value === 'object' && value !== null && 'ok' in value

// An engine proves itself at its first use, on sockets that no list shows.
beforeAll(async () => {
  await Promise.all([proveEngine('system'), proveEngine('node')])
})

describe.each(seeds)('calls one into the other, seed %i', (seed) => {
  it('leaves as many sockets as endpoints that are listed as open, by port', async () => {
    const random = seededUniform(seed * 7919)
    const engines = { use: engine }
    const { lab } = startLab(false, undefined, { engine: () => engines.use, serverPort: 0 })
    const outstanding = new Set<Promise<unknown>>()
    let apart = 0
    const made: string[] = []
    const faults: Fault[] = []
    try {
      for (let count = 0; count < callsOfSeed; count++) {
        const call = drawCall(lab, random, engines)
        made.push(call.name)
        if (call.apart) apart += 1
        const answer = call.make().then((value) => {
          if (isResult(value) && !value.ok) faults.push(value.fault)
        })
        const whole = answer.finally(() => {
          outstanding.delete(whole)
          if (call.apart) apart -= 1
        })
        outstanding.add(whole)
        const fate = random()
        // Slow motion may hold for ever what is awaited here.
        if (fate < 0.1) {
          made.push('settle')
          await settle(lab, outstanding)
          expectSocketsAsListed(lab)
        } else if (fate < 0.6) {
          await nextTurn()
        }
        if (apart === 0) expectNoGhost(lab)
      }
      await settle(lab, outstanding)
      expectSocketsAsListed(lab)
      expect(faults.filter(({ code }) => !expectedCodes.has(code))).toEqual([])
      await lab.close()
      expect(socketsOfProcess()).toEqual([])
    } catch (error) {
      throw new Error(`seed ${seed}, after: ${made.join(', ')}`, { cause: error })
    }
  })
})

it('tells whoever waits for an answer when the task is cleared that this was cancelled, not that a socket is closed', async () => {
  const { lab, heard } = startLab()
  const nobody = await freePort()
  const waiting = lab.tasks.task1.sendMessage({
    text: 'hi',
    clients: 8,
    waitMs: 60_000,
    address,
    port: nobody
  })
  await heard.until(() => openPorts(lab).length === 8)
  await lab.clear('task1')
  expect(await waiting).toMatchObject({ ok: false, fault: { code: 'run/cancelled' } })
  expect(socketsOfProcess()).toEqual([])
})

describe('a server that is started while its task is cleared', () => {
  const clear = (lab: WholeLab, task: TaskId): Promise<unknown> => lab.clear(task)

  it('is in the new list, and nobody else answers', async () => {
    const { lab, heard } = startLab()
    const port = await freePort()
    // Nobody is there: 32 clients wait.
    const waiting = lab.tasks.task1.sendMessage({ text: 'hi', clients: 32, waitMs: 60_000, address, port })
    await heard.until(() => openPorts(lab).length === 32)
    const cleared = clear(lab, 'task1')
    const started = await lab.tasks.task1.startServer({ address, port })
    await cleared
    await waiting
    expect(started).toMatchObject({ ok: true })
    expect(openPorts(lab)).toEqual([port])
    expectSocketsAsListed(lab)
  })

  it('is in the new list also where the clear finds it half open', async () => {
    const { lab } = startLab()
    const port = await freePort()
    const starting = lab.tasks.task1.startServer({ address, port })
    await nextTurn()
    const cleared = clear(lab, 'task1')
    const again = lab.tasks.task1.startServer({ address, port })
    const first = await starting
    await Promise.all([cleared, again])
    // The first was wanted before the clear, and is told that it ended with it.
    expect(first).toMatchObject({ ok: false, fault: { code: 'run/cancelled' } })
    expectSocketsAsListed(lab)
  })

  it('is stopped by the stop that comes while it starts', async () => {
    const { lab } = startLab()
    const starting = lab.tasks.task1.startServer({ address, port: 0 })
    const stopped = lab.tasks.task1.stopServers()
    expect(await starting).toMatchObject({ ok: false, fault: { code: 'run/cancelled' } })
    await stopped
    expect(openPorts(lab)).toEqual([])
    expectSocketsAsListed(lab)
    expect(await lab.tasks.task1.startServer({ address, port: 0 })).toMatchObject({ ok: true })
  })

  it('is refused with a fault once the lab has ended', async () => {
    const { lab } = startLab()
    const ended = lab.close()
    const started = await lab.tasks.task1.startServer({ address, port: 0 })
    const run = await lab.tasks.task4.run(lossDefaults)
    await ended
    expect(started).toMatchObject({ ok: false, fault: { code: 'run/cancelled' } })
    expect(run).toMatchObject({ ok: false, fault: { code: 'run/cancelled' } })
    expect(socketsOfProcess()).toEqual([])
  })
})
