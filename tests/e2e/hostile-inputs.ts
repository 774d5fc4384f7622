/**
 * Calls that a hostile page would make, from a seed: the same seed gives the same calls. It runs inside the page, so that it is
 * one function that knows nothing around it.
 */
import type { InputOf } from '../../src/shared/calls'
import type { CallName, LabCallTable } from '../../src/tasks/contract'

/** A call without a shape below does not compile. */
type CallWithInput = { [N in CallName]: InputOf<LabCallTable[N]> extends undefined ? never : N }[CallName]

export interface HostileCount {
  /** How often each way of answering was met: `ok`, a fault's code, or `rejected` where the page could not even send it. */
  answers: Record<string, number>
  /** Calls without an answer, by name. */
  unanswered: Record<string, number>
  /** What an answer must never be. */
  strange: string[]
}

export interface HostilePlan {
  seed: number
  calls: number
  names: readonly string[]
}

export async function attack({ seed, calls, names }: HostilePlan): Promise<HostileCount> {
  const lab = (globalThis as unknown as { lab: Record<string, (input: unknown) => Promise<unknown>> }).lab
  let state = seed >>> 0
  /** mulberry32: from 0 up to 1. */
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number): number => Math.floor(random() * bound)
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!

  const nested = (depth: number, list: boolean): unknown => {
    let value: unknown = 'bottom'
    for (let level = 0; level < depth; level += 1) value = list ? [value] : { next: value }
    return value
  }
  const cyclic = (): unknown => {
    const self: Record<string, unknown> = {}
    self['self'] = self
    return self
  }
  const odd = (): unknown =>
    pick<() => unknown>([
      () => undefined,
      () => null,
      () => pick([Number.NaN, Infinity, -Infinity, -0, 1e308, 2 ** 53, -1, 0.5, 65_536, 4_294_967_296]),
      () => 10n ** 30n,
      () => pick([true, false, '', 'all', '\u0000', '\ud800', '../../x', '__proto__', '127.0.0.1', '::1']),
      () => 'x'.repeat(10 ** below(6)),
      () => 'ü'.repeat(below(200_000)),
      () => new Array(below(10 ** below(6))).fill(pick<unknown>(['x', 1, null])),
      () => [],
      () => nested(below(200), random() < 0.5),
      () => cyclic(),
      () => JSON.parse('{"__proto__": {"allowed": true}, "constructor": {"prototype": {}}}') as unknown,
      () => pick([new Uint8Array(below(1_000_000)), new Float64Array(8), new ArrayBuffer(below(10_000))]),
      () => pick([new Date(Number.NaN), /x/g, new Map([[1, 2]]), new Set([1]), new Error('x')]),
      () => pick<unknown>([() => 1, Symbol('x'), Promise.resolve(1), new Proxy({}, {})]),
      () => document.body
    ])()

  const id = (): string =>
    pick(['00000000-0000-4000-8000-000000000000', 'ffffffff-ffff-4fff-bfff-ffffffffffff', 'no id'])
  /** Each has calls of its own, named after it. */
  const tasks = [...new Set(names.filter((name) => name.includes('.')).map((name) => name.split('.')[0]!))]
  const task = (): string => pick(tasks)
  const port = (): number => pick([1, 1024, 20_001, 20_002, 40_000 + below(16), 65_535])
  const address = (): string => pick(['127.0.0.1', '127.0.0.2', '127.255.255.254'])
  const waitMs = (): number => pick([10, 10, 20, 50])
  const parameters = (): Record<string, unknown> => ({
    count: pick([1, 2, 100, 1_000_000]),
    serverBuffer: pick([null, 1, 2304, 200_000, 2_147_483_647]),
    clientBuffer: pick([null, 1, 200_000]),
    serviceUs: pick([0, 1, 100, 1_000_000]),
    clientReads: pick(['after', 'while']),
    rate: pick([0, 1, 10_000, 1_000_000]),
    payloadBytes: pick([null, 1, 1024]),
    queue: pick(['kernel', 'emulated', 'system'])
  })
  const report = (): unknown => ({
    title: 'x',
    student: { name: 'x', registration: 'x', course: 'x', date: 'x' },
    figures: new Array(below(10 ** below(5))).fill({ runId: id(), name: 'x', value: 1 }),
    answers: {}
  })
  const notebook = (): unknown => ({
    version: 1,
    done: Object.fromEntries(Array.from({ length: below(1000) }, (_, index) => [`step${index}`, 1])),
    current: {},
    shown: {},
    answers: {},
    drafts: { q: 'x'.repeat(below(40_000)) }
  })
  const reportDraft = (): unknown => ({
    version: pick([1, 1, 2]),
    fields: { name: 'x'.repeat(below(200)), registrationNumber: '', course: 'x', date: 'x' },
    order: pick([[], ['runs', 'task1'], new Array(below(200)).fill('runs')]),
    leftOut: [task()],
    partsLeftOut: [],
    picks: { [task()]: new Array(below(14)).fill(id()) }
  })
  const server = (): unknown => ({ address: address(), port: port() })
  const poolServer = (): number => pick([0, 1, 15, 16])
  const pool = (): unknown => ({
    balancer: pick(['lab', 'lab', 'reuseport', 'nginx']),
    servers: new Array(pick([0, 1, 2, 16, 17])).fill({
      weight: pick([0, 1, 100, 101]),
      serviceUs: pick([0, 10])
    }),
    algorithm: pick(['round-robin', 'maglev', 'source-hash', 'two-choices']),
    per: pick(['session', 'datagram']),
    clients: pick([1, 2, 16, 20_001]),
    messages: pick([1, 5, 10_001]),
    rate: pick([0, 1000]),
    waitMs: pick([1, 20]),
    failAfter: pick([null, 1, 10]),
    health: random() < 0.5,
    firstPort: pick([null, null, 0, 20_001, 65_535]),
    trace: null
  })
  const inRole = (): object => ({
    role: pick(['task1-server', 'task1-client', 'task2-client', 'task9-server']),
    variant: pick([null, null, 'ada', '../ada', 'x'.repeat(65)])
  })
  const inPane = (): { pane: string } => ({
    pane: pick(['task1-server', 'task1-client', 'task2-client', 'task9-server'])
  })
  const dropped = (): number => pick([0, 1, 2, 2 ** 53])
  /** Of the right shape, mostly, with values at the ends of what is allowed or just beyond. */
  const shapes: Record<CallWithInput, () => unknown> = {
    sessionPiece: () => ({ sessionId: id(), from: pick([0, 1, 2 ** 52]) }),
    clear: () => ({ task: task() }),
    allowRemote: () => ({ allowed: random() < 0.5 }),
    chooseEngine: () => ({ engine: pick(['system', 'node']) }),
    saveFile: () => ({
      suggestedName: pick(['a.txt', '../a', 'x'.repeat(100)]),
      bytes: new Uint8Array(below(1e6))
    }),
    stopServers: () => ({ task: task() }),
    'practice.type': () => ({ line: 'x'.repeat(pick([0, 1, 1000, 1001])) }),
    'practice.check': inRole,
    'practice.search': () => ({ ...inRole(), seed: pick([0, 1, 0xffff_ffff, 0x1_0000_0000]) }),
    'practice.watch': () => ({ on: random() < 0.5 }),
    'practice.send': () => ({
      ...inRole(),
      text: 'x'.repeat(pick([0, 1, 17, 17, 1024, 1024, 65_507, 65_508])),
      times: pick([1, 2, 101]),
      waitMs: waitMs()
    }),
    'practice.startServers': inRole,
    'practice.takeDropped': () => ({ dropped: dropped() }),
    'practice.chooseForPane': inPane,
    'practice.takeForPane': () => ({ ...inPane(), dropped: dropped() }),
    'practice.runInPane': inPane,
    'practice.stopInPane': inPane,
    'practice.typeInPane': () => ({ ...inPane(), line: 'x'.repeat(pick([0, 1, 1000, 1001])) }),
    'practice.emptyPane': inPane,
    'practice.leavePane': inPane,
    'task1.startServer': server,
    'task1.sendMessage': () => ({
      text: 'x'.repeat(pick([0, 1, 1024, 65_507, 65_508, 131_014, 131_015])),
      clients: pick([1, 1, 1, 1, 2, 2, 32, 33]),
      waitMs: waitMs(),
      address: address(),
      port: port()
    }),
    'task1.sendFromSamePort': () => ({
      text: 'x'.repeat(pick([0, 1, 65_508, 131_015])),
      waitMs: waitMs(),
      address: address(),
      port: port()
    }),
    'task2.startServer': () => ({ server: pick([1, 2, 3]), port: port(), delayMs: pick([0, 10, 10_000]) }),
    'task2.stopServer': () => ({ server: pick([1, 2]) }),
    'task2.sendToBoth': () => ({ byArrival: random() < 0.5, waitMs: waitMs() }),
    'task3.startServer': server,
    'task3.exchange': () => ({ connected: random() < 0.5, waitMs: waitMs() }),
    'task3.trial': () => ({
      trial: pick(['stranger', 'dead-port', 'second-address', 'connect-only', 'queued-before', 'disconnect']),
      connected: random() < 0.5
    }),
    'task4.startServer': server,
    'task4.sendNumber': () => ({ number: pick([0, 4_294_967_295]), waitMs: waitMs() }),
    slowMotion: () => ({ task: task(), on: random() < 0.5 }),
    step: () => ({ task: task(), endpointId: pick([1, 2, 3, 2 ** 52]), stop: pick([1, 2, 2_147_483_647]) }),
    'task4.forecast': parameters,
    'task4.experiment': () => ({
      parameters: parameters(),
      lost: pick(['server', 'client', 'both', 'none'])
    }),
    'task4.preset': () => ({ name: pick(['one', 'loss', 'no-loss', 'original-cure']) }),
    'task4.run': () => ({ ...parameters(), guess: pick([null, 0, 1_000_000]) }),
    'task4.sweep': () => ({
      kind: 'sweep',
      base: parameters(),
      vary: pick(['count', 'rate', 'serverBuffer']),
      values: new Array(below(200)).fill(pick([1, 100, 1e9])),
      repeats: pick([1, 3, 1000])
    }),
    'task4.twoByTwo': () => ({
      kind: 'two-by-two',
      base: parameters(),
      small: 2304,
      large: 2e5,
      repeats: pick([1, 3])
    }),
    'balancing.startPool': pool,
    'balancing.run': pool,
    'balancing.compare': () => ({ parameters: pool() }),
    'balancing.sweep': () => ({
      parameters: pool(),
      vary: pick(['servers', 'clients', 'service-us']),
      values: new Array(pick([0, 1, 2, 33])).fill(pick([1, 2, 0.5, -1])),
      repeat: pick([1, 2, 21])
    }),
    'balancing.stopServer': () => ({ server: poolServer() }),
    'balancing.startServer': () => ({ server: poolServer() }),
    'balancing.setPace': () => ({ server: poolServer(), serviceUs: pick([0, 0.5, 100_000, 100_001]) }),
    keepNotebook: notebook,
    keepReportDraft: reportDraft,
    keepSettings: () => ({
      appearance: pick(['system', 'light', 'dark']),
      reopen: random() < 0.5,
      walkthrough: pick(['as-left', 'shown', 'hidden']),
      terminalTextPx: pick([11, 16, 17])
    }),
    keepBookmark: () => ({
      tab: pick(['task1', 'report']),
      task4: { view: 'run', parameters: parameters() }
    }),
    previewReport: () => ({ html: '<p>'.repeat(1 + below(200_000)) }),
    printReport: () => ({ html: '<p>'.repeat(1 + below(2000)) }),
    listRuns: () => ({
      search: 'x'.repeat(below(300)),
      limit: pick([1, 500, 501]),
      offset: pick([0, 1_000_000])
    }),
    openRun: () => ({ id: id() }),
    renameRun: () => ({ id: id(), name: ' '.repeat(below(3000)) + 'x' }),
    deleteRun: () => ({ id: id() }),
    restoreRun: () => ({ id: id() }),
    setHistoryLimit: () => ({ limitBytes: pick([1, 10_000_000, 100_000_000_000]) }),
    exportRuns: () => ({
      ids: pick<unknown>(['all', [id()], new Array(10_001).fill(id())]),
      report: report()
    })
  }
  const shaped = (name: string): unknown => (shapes as Partial<Record<string, () => unknown>>)[name]?.()
  /** A shape with one thing in it that is off. */
  const spoiled = (name: string): unknown => {
    const shape = shaped(name)
    if (typeof shape !== 'object' || shape === null) return odd()
    const keys = [...Object.keys(shape), '__proto__', 'more', 'constructor']
    return { ...shape, [pick(keys)]: odd() }
  }
  const input = (name: string): unknown => {
    const kind = random()
    if (kind < 0.3) return odd()
    return kind < 0.6 ? spoiled(name) : shaped(name)
  }

  const answers: Record<string, number> = {}
  const unanswered: Record<string, number> = {}
  const strange: string[] = []
  const count = (counts: Record<string, number>, key: string, by = 1): void => {
    counts[key] = (counts[key] ?? 0) + by
  }
  const take = (name: string, answer: unknown): void => {
    const { ok, fault } = (answer ?? {}) as { ok?: unknown; fault?: { code?: unknown; message?: unknown } }
    if (ok === true) return count(answers, 'ok')
    const { code, message } = fault ?? {}
    if (ok !== false || typeof code !== 'string' || typeof message !== 'string' || message.length > 1000)
      strange.push(`${name}: ${JSON.stringify(answer)?.slice(0, 200)}`)
    else count(answers, code)
  }
  const waiting: Promise<void>[] = []
  const call = (name: string): void => {
    count(unanswered, name)
    const sent = new Promise((resolve) => resolve(lab[name]!(input(name))))
    waiting.push(
      sent
        .then(
          (answer) => take(name, answer),
          () => count(answers, 'rejected')
        )
        .then(() => count(unanswered, name, -1))
    )
  }
  const settled = async (pending: readonly Promise<void>[]): Promise<void> => {
    let over = false
    const all = Promise.all(pending).then(() => (over = true))
    // What waits for a step, a run's end or a server is ended as a user would end it.
    const end = async (): Promise<void> => {
      while (!over) {
        for (const ended of tasks) {
          await lab['slowMotion']!({ task: ended, on: false })
          await lab['task4.cancel']!(undefined)
          await lab['clear']!({ task: ended })
        }
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    const deadline = new Promise((resolve) => setTimeout(resolve, 20_000))
    await Promise.race([Promise.all([all, end()]), deadline])
    over = true
  }
  const batch = 500
  for (let made = 0; made < calls; made += batch) {
    for (let index = 0; index < Math.min(batch, calls - made); index += 1) call(pick(names))
    await settled(waiting.splice(0))
    // One that is never answered is enough to know.
    if (Object.values(unanswered).some((open) => open > 0)) break
  }
  const left = Object.entries(unanswered).filter(([, open]) => open > 0)
  return { answers, unanswered: Object.fromEntries(left), strange: strange.slice(0, 10) }
}
