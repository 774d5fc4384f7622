/** Losses, copies and reordering on the path are told from drops at a receive buffer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOneOfThreeTries } from '../tries'
import { describeWitness } from '../../src/tasks/loss/model/witness-words'
import { Namespace, pathMeans, type Task4Json } from './namespace'

const means = await pathMeans()
// Said where the tests are read: netem is the kernel's own, the other a stand-in, and a skip has its reason.
console.info(means.there ? `The bad path is made by ${means.by}.` : `No bad path here: ${means.refusal}`)

/** A client that reads while it sends, with room for every answer, at a rate that every machine serves. */
const gently = ['--count', '2000', '--rate', '5000', '--client-reads', 'while', '--client-buffer', '2000000']
/** And a server with room for all that comes while it is not let run: it loses nothing at its buffer. */
const roomy = [...gently, '--server-buffer', '2000000']

function expectBalance({ ledger }: Task4Json): void {
  expect(ledger.sent).toBe(ledger.served + ledger.lostRequests)
  expect(ledger.replied).toBe(ledger.returned + ledger.lostReplies)
  expect(ledger.sent + ledger.unsent).toBe(2000)
  expect(ledger.replied).toBe(ledger.served)
}

/** A path that loses nothing leaves only the buffers to lose at. Copies may have been dropped too. */
function expectLossesOfBuffersOnly({ ledger, kernelDrops }: Task4Json): void {
  expect(kernelDrops.server).toBeGreaterThanOrEqual(ledger.lostRequests)
  expect(kernelDrops.client).toBeGreaterThanOrEqual(ledger.lostReplies)
}

/** A system that grants no more than 212,992 bytes leaves a server that is not let run for 100 ms to lose at its buffer. */
const nothingLost = ({ ledger, kernelDrops }: Task4Json): boolean =>
  ledger.returned === 2000 && kernelDrops.server === 0 && kernelDrops.client === 0

const title = means.there ? `a bad path by ${means.by}` : `a bad path (skipped: ${means.refusal})`

describe.skipIf(!means.there)(title, () => {
  let namespace: Namespace
  beforeAll(() => void (namespace = new Namespace()))
  afterAll(() => namespace.remove())

  it('tells what was lost on the way from what a buffer dropped', async () => {
    await namespace.impair({ loss: 5 })
    const { seen: run } = await inOneOfThreeTries(
      async () => {
        const tried = await namespace.task4(...roomy)
        expectBalance(tried)
        return tried
      },
      ({ kernelDrops }) => kernelDrops.server === 0 && kernelDrops.client === 0
    )
    expect(run.kernelDrops).toEqual({ server: 0, client: 0 })
    expect(run.ledger.lostRequests).toBeGreaterThan(0)
    expect(run.ledger.lostReplies).toBeGreaterThan(0)
    expect([run.witness.server.agreement, run.witness.client.agreement]).toEqual(['differs', 'differs'])
    const words = describeWitness(run).join(' ')
    expect(words).toContain(`${run.ledger.lostRequests} datagrams lost on the way (not in a receive buffer)`)
  })

  it('names how many of the losses were not the buffer’s when both lose', async () => {
    await namespace.impair({ loss: 5 })
    const run = await namespace.task4(...gently, '--server-buffer', '4000', '--service-us', '300')
    expectBalance(run)
    expect(run.kernelDrops.server).toBeGreaterThan(0)
    const onTheWay = run.ledger.lostRequests - run.kernelDrops.server
    expect(onTheWay).toBeGreaterThan(0)
    expect(describeWitness(run).join(' ')).toContain(`${onTheWay} datagrams lost on the way`)
  })

  it('counts copies as duplicated, and nothing as lost', async () => {
    await namespace.impair({ duplicate: 20 })
    const { seen: run } = await inOneOfThreeTries(async () => {
      const tried = await namespace.task4(...roomy)
      expectBalance(tried)
      expect(tried.ledger.duplicated).toBeGreaterThan(0)
      expect(tried.witness.server.copies + tried.witness.client.copies).toBe(tried.ledger.duplicated)
      expectLossesOfBuffersOnly(tried)
      return tried
    }, nothingLost)
    expect(run.ledger).toMatchObject({ lostRequests: 0, lostReplies: 0, returned: 2000 })
    expect(run.witness).toMatchObject({ server: { agreement: 'agrees' }, client: { agreement: 'agrees' } })
  })

  it('counts late numbers as reordered, and nothing as lost or duplicated', async () => {
    await namespace.impair({ delayMs: 5, reorder: 25 })
    const { seen: run } = await inOneOfThreeTries(async () => {
      const tried = await namespace.task4(...roomy)
      expectBalance(tried)
      expect(tried.ledger.reordered).toBeGreaterThan(0)
      expectLossesOfBuffersOnly(tried)
      return tried
    }, nothingLost)
    expect(run.ledger).toMatchObject({ lostRequests: 0, lostReplies: 0, duplicated: 0, returned: 2000 })
  })

  it('balances under all of them at once, and judges each side by its own counts', async () => {
    await namespace.impair({ delayMs: 3, reorder: 25, loss: 3, duplicate: 10 })
    const run = await namespace.task4(...gently, '--server-buffer', '4000', '--service-us', '250')
    expectBalance(run)
    for (const { drops, lost, copies, agreement } of [run.witness.server, run.witness.client]) {
      expect(drops).not.toBeNull()
      const even = drops === lost ? 'agrees' : 'differs'
      expect(agreement).toBe(drops! < lost ? 'differs' : drops! > 0 && copies > 0 ? 'unknown' : even)
    }
    const { server } = run.witness
    expect(server.copies).toBeGreaterThan(0)
    expect(server.drops).toBeGreaterThan(0)
    expect(server.agreement).not.toBe('agrees')
  })

  it('agrees on a path that loses nothing', async () => {
    await namespace.impair({})
    const run = await namespace.task4(...gently, '--server-buffer', '4000', '--service-us', '300')
    expectBalance(run)
    expect(run.kernelDrops.server).toBe(run.ledger.lostRequests)
    expect(run.witness.server.agreement).toBe('agrees')
  })
})
