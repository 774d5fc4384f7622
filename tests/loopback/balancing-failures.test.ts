/** What becomes of requests when a server of the pool dies. */
import { expect, it } from 'vitest'
import { lostOn } from '../../src/tasks/balancing/model/hops'
import { pool, run, start, told } from './balancing-support'

it.each(['session', 'datagram'] as const)(
  'server 1 is killed in mid-run (per %s): nothing sent after its detection is lost',
  async (per) => {
    const outcome = await run(start(), { per, clients: 60, messages: 200, failAfter: 4000, waitMs: 300 })
    const { failure, ledger } = outcome
    console.log(
      told(outcome),
      `detected by ${failure?.by} after ${failure?.detectedAfterMs?.toFixed(3)} ms; lost`,
      JSON.stringify(ledger)
    )
    expect(failure).toMatchObject({ server: 'Server 1', lostAfterDetection: 0 })
    expect(failure?.detectedAfterMs).not.toBeNull()
    expect(outcome.stoppedAfter).toBeGreaterThanOrEqual(4000)
    expect(ledger.sent).toBe(12_000)
    expect(ledger.notForwarded).toBe(0)
  }
)

it('without health checks a client of a server that was killed stays with it', async () => {
  const outcome = await run(start(), {
    clients: 8,
    messages: 50,
    failAfter: 100,
    waitMs: 50,
    health: false
  })
  console.log(told(outcome), JSON.stringify(outcome.ledger))
  expect(outcome.failure).toBeNull()
  expect(outcome.sessionsMoved).toBe(0)
  expect(lostOn(outcome.ledger, 'balancer-server')).toBeGreaterThan(20)
})

it('when every server is down, what came is told as not forwarded', async () => {
  const outcome = await run(start(), {
    servers: pool(1),
    clients: 10,
    messages: 100,
    failAfter: 200,
    waitMs: 50
  })
  console.log(told(outcome), JSON.stringify(outcome.ledger))
  expect(outcome.failure?.server).toBe('Server 1')
  expect(outcome.ledger.notForwarded).toBeGreaterThan(0)
  expect(outcome.ledger.returned).toBeLessThan(outcome.ledger.sent)
})
