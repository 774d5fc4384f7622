/** The built command line on Debian's own kernel, booted in QEMU: what is true of this machine's kernel is true of another. */
import { describe, expect, it } from 'vitest'
import type { ThisMachine } from '../../src/shared/machine/this-machine'
import { ruleOfVersion } from '../../src/tasks/loss/model/explain/full-rule'
import { describeWitness } from '../../src/tasks/loss/model/witness-words'
import { answerOf, answersOf, booted, refusal, type Task4Json } from './booted'

function expectBalance({ ledger }: Task4Json): void {
  expect(ledger.sent).toBe(ledger.served + ledger.lostRequests)
  expect(ledger.replied).toBe(ledger.returned + ledger.lostReplies)
  expect(ledger.replied).toBe(ledger.served)
  expect(ledger.unsent).toBe(0)
}

const agreements = ({ witness }: Task4Json): string[] => [witness.server.agreement, witness.client.agreement]

const suite = (): void => {
  it('ran every call and powered itself off', () => {
    const { finished, answers, console } = booted()
    expect({ finished, failed: answers.filter(({ code }) => code !== 0) }, console).toEqual({
      finished: true,
      failed: []
    })
  })

  describe('receive queues that nobody reads', () => {
    // Emulated, the server may stand still until all is sent and the client reads: then the client's queue, which is what was
    // predicted, drops nothing at all, by the kernel's own count.
    it('lose first the number that was measured before, in each run whose queue was full, ten and more', () => {
      const runs = answersOf('unread')
      const measured = runs[0]!.prediction
      expect(measured.clientCapacity).toBeGreaterThan(0)
      expect(measured.firstLost).toBe(measured.clientCapacity! + 1)
      for (const { prediction } of runs) expect(prediction).toEqual(measured)
      const full = runs.filter(({ kernelDrops }) => kernelDrops.client > 0)
      expect(full.length).toBeGreaterThanOrEqual(10)
      expect(full.map(({ ledger }) => ledger.firstLost)).toEqual(full.map(() => measured.firstLost))
    })

    it('are full by the rule of this kernel’s version', () => {
      const { release } = booted()
      const { charge } = answerOf('unread').prediction
      expect(charge).toMatchObject({ kernel: release, source: 'measured', rule: ruleOfVersion(release) })
      if (release.startsWith('6.1.')) expect(charge).toMatchObject({ bytes: 768, rule: 'exceeded' })
    })

    it('drop as many as the ledger lost, in each run', () => {
      for (const run of answersOf('unread')) {
        expectBalance(run)
        const { lostRequests, lostReplies, sent } = run.ledger
        expect(sent).toBe(3000)
        expect(run.kernelDrops).toEqual({ server: lostRequests, client: lostReplies })
        expect(agreements(run)).toEqual(['agrees', 'agrees'])
      }
    })
  })

  describe('lab doctor', () => {
    it('tells this kernel, its limits, what its queues hold and that both engines work', () => {
      const { release } = booted()
      const machine = answerOf<ThisMachine>('doctor')
      expect(machine).toMatchObject({ platform: 'linux', kernel: release })
      expect(machine.capacity?.rule).toBe(ruleOfVersion(release))
      const [usual, cured] = machine.capacity!.queues
      expect(usual!.holds).toBe(answerOf('unread').prediction.capacity)
      expect(cured!.holds).toBeGreaterThan(usual!.holds!)
      expect(machine.engines.map(({ name, works }) => [name, works])).toEqual([
        ['system', true],
        ['node', true]
      ])
    })

    it('tells of a system that allows next to nothing, and a run there keeps its ledger', () => {
      const machine = answerOf<ThisMachine>('capped doctor')
      expect(machine.receiveBuffer.maximumBytes).toBe(4096)
      const cured = machine.capacity!.queues.find(({ requestedBytes }) => requestedBytes !== null)!
      expect(cured).toMatchObject({ grantedBytes: 2 * 4096, filled: true })
      const before = answerOf<ThisMachine>('roomy doctor').capacity!.queues
      expect(cured.holds).toBeLessThan(before.find(({ requestedBytes }) => requestedBytes !== null)!.holds!)
      const run = answerOf('capped run')
      expectBalance(run)
      expect(run.prediction.capacity).toBe(cured.holds)
      expect(run.ledger.lostRequests).toBeGreaterThan(0)
      expect(run.kernelDrops).toEqual({ server: run.ledger.lostRequests, client: run.ledger.lostReplies })
    })
  })

  describe('a bad path by netem', () => {
    it('is told from drops: nothing was dropped, and yet datagrams are lost', () => {
      const run = answerOf('loss')
      expectBalance(run)
      expect(run.kernelDrops).toEqual({ server: 0, client: 0 })
      expect(run.ledger.lostRequests).toBeGreaterThan(0)
      expect(run.ledger.lostReplies).toBeGreaterThan(0)
      expect(agreements(run)).toEqual(['differs', 'differs'])
      expect(describeWitness(run).join(' ')).toContain(
        `${run.ledger.lostRequests} datagrams lost on the way (not in a receive buffer)`
      )
    })

    it('is told from drops when both lose', () => {
      const run = answerOf('loss and drops')
      expectBalance(run)
      expect(run.kernelDrops.server).toBeGreaterThan(0)
      const onTheWay = run.ledger.lostRequests - run.kernelDrops.server
      expect(onTheWay).toBeGreaterThan(0)
      expect(describeWitness(run).join(' ')).toContain(`${onTheWay} datagrams lost on the way`)
    })

    it('copies, and nothing counts as lost', () => {
      const run = answerOf('copies')
      expectBalance(run)
      expect(run.ledger.duplicated).toBeGreaterThan(0)
      expect(run.witness.server.copies + run.witness.client.copies).toBe(run.ledger.duplicated)
      expect(run.ledger).toMatchObject({ lostRequests: 0, lostReplies: 0, returned: 200 })
      expect(agreements(run)).toEqual(['agrees', 'agrees'])
    })

    it('reorders, and nothing counts as lost or as a copy', () => {
      const run = answerOf('late')
      expectBalance(run)
      expect(run.ledger.reordered).toBeGreaterThan(0)
      expect(run.ledger).toMatchObject({ lostRequests: 0, lostReplies: 0, duplicated: 0, returned: 200 })
    })

    it('that loses nothing leaves only the buffers to lose at', () => {
      const run = answerOf('clean')
      expectBalance(run)
      expect(run.kernelDrops.server).toBeGreaterThan(0)
      expect(run.kernelDrops).toEqual({ server: run.ledger.lostRequests, client: run.ledger.lostReplies })
      expect(agreements(run)).toEqual(['agrees', 'agrees'])
    })
  })
}

// Skipped as one test, so that the report names the reason once.
if (refusal !== null) it.skip(`all on Debian's kernel (${refusal})`)
else describe(`Debian's kernel ${booted().release}`, suite)
