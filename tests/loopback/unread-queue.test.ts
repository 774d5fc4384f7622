/** What an unread receive queue of this system holds: found by filling one, and the same however it is counted. */
import { readFileSync } from 'node:fs'
import { release } from 'node:os'
import { expect, it } from 'vitest'
import { heldByRule } from '../../src/shared/kept/datagram-charge'
import { fillQueue, mostSends } from '../../src/lab/measure/fill'
import { measureQueues, ruleOf } from '../../src/lab/measure/unread-queue'
import { ruleOfVersion } from '../../src/tasks/loss/model/explain/full-rule'

const onLinux = process.platform === 'linux'
const usual = { payloadBytes: 5, requestedBytes: null, platform: process.platform } as const
const buffer = (requestedBytes: number | null, grantedBytes: number) => ({ requestedBytes, grantedBytes })

it('holds the same whether drops are asked for or the queue is read afterwards', async () => {
  const told = await fillQueue(usual)
  // Without the kernel's counters, as on Windows and macOS.
  const counted = await fillQueue({ ...usual, platform: 'elsewhere' })
  expect(counted).toMatchObject({ chargeBytes: null, agrees: null })
  expect(counted!.sent).toBeLessThan(mostSends)
  expect(counted!.heldDatagrams).toBe(told!.heldDatagrams)
  if (onLinux) expect(told).toMatchObject({ agrees: true })
})

it('believes what can be read, not a counter that says otherwise', async () => {
  const told = await fillQueue(usual)
  const row = { remote: { address: '0.0.0.0', port: 0 }, receiveQueueBytes: 832, inode: 1 }
  // It counts drops from the first datagram on; then it never counts any.
  for (const drops of [3, 0]) {
    const filled = await fillQueue(usual, (local) => ({ ...row, local, drops }))
    expect(filled).toMatchObject({ heldDatagrams: told!.heldDatagrams, chargeBytes: null, agrees: null })
  }
})

it.runIf(onLinux).each([
  { payloadBytes: 1, requestedBytes: null },
  { payloadBytes: 5, requestedBytes: 20_000 },
  { payloadBytes: 400, requestedBytes: 50_000 },
  { payloadBytes: 1024, requestedBytes: 200_000 }
])('is full by the rule of this kernel: %j', async (plan) => {
  const filled = (await fillQueue({ ...plan, platform: 'linux' }))!
  const { grantedBytes, chargeBytes, heldDatagrams } = filled
  expect(chargeBytes).toBeGreaterThan(plan.payloadBytes)
  const rule = ruleOf(filled)
  expect(rule).not.toBeNull()
  expect(heldDatagrams).toBe(heldByRule(grantedBytes!, chargeBytes!, rule!))
  expect(rule).toBe(ruleOfVersion(release()))
})

it.runIf(onLinux)('charges more for a longer payload, and the payload is in it', async () => {
  const sizes = [1, 150, 400, 1000]
  const buffers = { server: buffer(null, 212_992), client: buffer(null, 212_992) }
  const charges: number[] = []
  for (const size of sizes) charges.push((await measureQueues(size, buffers, 'linux')).charge!.bytes)
  expect(charges).toEqual(charges.toSorted((one, other) => one - other))
  expect(charges.every((bytes, index) => bytes > sizes[index]!)).toBe(true)
})

it.runIf(onLinux)('goes by the measured rule for a queue that would take too long to fill', async () => {
  const granted = 2 * Number(readFileSync('/proc/sys/net/core/rmem_max', 'utf8'))
  const large = buffer(granted, granted)
  const { server, charge } = await measureQueues(5, { server: large, client: large }, 'linux')
  expect(server).toEqual({
    holds: heldByRule(granted, charge!.bytes, charge!.rule!),
    filled: server!.holds <= 2000
  })
})

it('tells what it holds, and no charge, where the system has no counters', async () => {
  const default_ = buffer(null, 212_992)
  const facts = await measureQueues(7, { server: default_, client: default_ }, 'elsewhere')
  const here = await measureQueues(7, { server: default_, client: default_ }, process.platform)
  expect(facts).toEqual({ server: here.server, client: here.client, charge: null })
})
