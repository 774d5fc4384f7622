/** Runs of settings that nobody chose: every ledger balances by number, and the kernel counts the same. */
import { describe, expect, it } from 'vitest'
import type { WholeLab } from '../../src/tasks/lab'
import { EventKind, type LabEvent } from '../../src/shared/events/batch'
import { lossDefaults, type LossOutcome, type LossParameters } from '../../src/tasks/loss/model/run'
import { type Listener, startLab } from './support'

/** mulberry32: the same settings in every run of the tests. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function settings(seed: number): LossParameters {
  const random = generator(seed)
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1))
  const oneOf = <T>(...choices: T[]): T => choices[whole(0, choices.length - 1)]!
  const count = whole(100, 5000)
  // No run longer than a second or so by its own settings.
  const serviceUs = oneOf(0, 0, whole(1, Math.floor(1e6 / count)))
  const rate = oneOf(0, 0, whole(count, 40_000))
  return {
    ...lossDefaults,
    count,
    serverBuffer: oneOf(null, 1, whole(1000, 500_000), 1_073_741_823),
    clientBuffer: oneOf(null, 1, whole(1000, 500_000), 400_000),
    serviceUs,
    clientReads: oneOf('after', 'while'),
    rate,
    payloadBytes: oneOf(null, null, whole(1, 1024)),
    queue: oneOf('kernel', 'kernel', 'kernel', 'emulated')
  }
}

const numbersOf = (events: LabEvent[], ...kinds: number[]): number[] =>
  events
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ payload }) => Number(Buffer.from(payload!).toString('latin1')))

/** The ledger made again from the events alone, as sets of numbers. */
function balanceByNumber(heard: Listener, { ledger, parameters, emulatedDrops }: LossOutcome): void {
  const [client, server] = [heard.events('Client'), heard.events('Server')]
  const sent = new Set(numbersOf(client, EventKind.sent))
  const unsent = new Set(numbersOf(client, EventKind.unsent))
  const served = new Set(numbersOf(server, EventKind.served, EventKind.received))
  const replied = new Set(numbersOf(server, EventKind.served))
  const returned = new Set(numbersOf(client, EventKind.received))
  const without = (from: Set<number>, those: Set<number>): number[] =>
    [...from].filter((number) => !those.has(number))

  expect(sent.size + unsent.size).toBe(parameters.count)
  expect([without(served, sent), without(replied, served), without(returned, replied)]).toEqual([[], [], []])
  const lost = without(sent, returned)
  expect(ledger).toMatchObject({
    sent: sent.size,
    unsent: unsent.size,
    served: served.size,
    replied: replied.size,
    returned: returned.size,
    lostRequests: without(sent, served).length,
    lostReplies: without(replied, returned).length,
    duplicated: 0,
    reordered: 0,
    firstLost: lost.length === 0 ? null : lost.reduce((least, number) => Math.min(least, number))
  })
  expect(emulatedDrops ?? 0).toBe(numbersOf(server, EventKind.dropped).length)
  for (const { payload } of client.filter(({ kind }) => kind === EventKind.received)) {
    expect(payload!.length).toBe(
      Math.max(Buffer.from(payload!).toString('latin1').trim().length, parameters.payloadBytes ?? 0)
    )
  }
}

async function run(lab: WholeLab, parameters: LossParameters): Promise<LossOutcome> {
  const result = await lab.tasks.task4.run(parameters)
  if (!result.ok) throw new Error(result.fault.message)
  return result.value
}

describe('50 random runs', () => {
  it.each(Array.from({ length: 50 }, (_, index) => index + 1))('balance: seed %i', async (seed) => {
    const { lab, heard } = startLab()
    const outcome = await run(lab, settings(seed))
    balanceByNumber(heard, outcome)
    const { ledger, witness, kernelDrops, foreign, emulatedDrops } = outcome
    expect(foreign).toEqual({ server: 0, client: 0 })
    if (process.platform !== 'linux') return
    expect(kernelDrops).toEqual({
      server: ledger.lostRequests - (emulatedDrops ?? 0),
      client: ledger.lostReplies
    })
    expect(witness).toMatchObject({ source: 'socket', gap: null })
    expect([witness.server.agreement, witness.client.agreement]).toEqual(['agrees', 'agrees'])
    // The namespace's own sum is the second witness; other programs may be in it too.
    expect(witness.system!.receiveBufferErrors).toBeGreaterThanOrEqual(
      kernelDrops.server! + kernelDrops.client!
    )
  })
})
