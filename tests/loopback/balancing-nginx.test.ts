/** The same experiment with the installed nginx as the balancer. */
import { expect, describe, it } from 'vitest'
import { findNginx } from '../../src/tasks/balancing/lab/nginx/find-nginx'
import { hopNames, lostOn } from '../../src/tasks/balancing/model/hops'
import { balancingDefaults } from '../../src/tasks/balancing/model/parameters'
import { ourNginx } from '../our-nginx'
import { pool, run, start, told } from './balancing-support'
import { freePort, startChild } from './support'

const found = await findNginx()
const without = found.ok ? '' : ' (skipped: no nginx with a stream module is installed)'

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

describe.skipIf(!found.ok)(`nginx${without}`, () => {
  it('gives each server its share, loses nothing, and is gone afterwards', async () => {
    const outcome = await run(start(), {
      balancer: 'nginx',
      servers: pool(1, 1, 1),
      clients: 300,
      messages: 10
    })
    console.log(told(outcome))
    expect(outcome.servers.map(({ received }) => received)).toEqual([1000, 1000, 1000])
    expect(outcome.ledger).toMatchObject({ sent: 3000, returned: 3000, notForwarded: 0, notReturned: 0 })
    expect(outcome.sessionsMoved).toBe(0)
    expect(ourNginx()).toEqual([])
  })

  it('gives shares by weight', async () => {
    const outcome = await run(start(), {
      balancer: 'nginx',
      algorithm: 'weighted-round-robin',
      servers: pool(5, 3, 2),
      clients: 300,
      messages: 4
    })
    console.log(told(outcome))
    expect(outcome.servers.map(({ received }) => received)).toEqual([600, 360, 240])
  })

  it('per datagram each gets a server anew', async () => {
    const outcome = await run(start(), { balancer: 'nginx', per: 'datagram', clients: 10, messages: 40 })
    console.log(told(outcome))
    for (const { received } of outcome.servers) expect(received).toBe(100)
    expect(outcome.sessionsMoved).toBe(10)
    expect(outcome.drops['server-balancer']).toBeNull()
  })

  it('a flood has its losses where the kernel dropped them', async () => {
    const outcome = await run(start(), {
      balancer: 'nginx',
      servers: [{ weight: 1, serviceUs: 500 }],
      clients: 50,
      messages: 100,
      rate: 400,
      waitMs: 400
    })
    console.log(told(outcome), JSON.stringify(outcome.ledger))
    expect(lostOn(outcome.ledger, 'balancer-server')).toBeGreaterThan(100)
    expect(outcome.ledger.notForwarded).toBe(0)
    for (const name of hopNames) expect(outcome.drops[name], name).toBe(lostOn(outcome.ledger, name))
  })

  it('a server that was killed is left out after its refusal', async () => {
    const outcome = await run(start(), {
      balancer: 'nginx',
      clients: 20,
      messages: 60,
      failAfter: 200,
      waitMs: 100
    })
    console.log(told(outcome), JSON.stringify(outcome.ledger), outcome.survivors)
    expect(outcome.stoppedAfter).toBeGreaterThanOrEqual(200)
    // Every client of the dead server goes to another one; nobody else moves.
    expect(outcome.survivors).toEqual({ clients: 15, moved: 0 })
    expect(outcome.sessionsMoved).toBe(5)
    expect(outcome.ledger.returned).toBeLessThan(outcome.ledger.sent)
  })

  it('killed in mid-run: the run says so', async () => {
    const lab = start()
    const running = lab.run({
      ...balancingDefaults,
      balancer: 'nginx',
      clients: 4,
      messages: 10_000,
      rate: 100
    })
    await until(() => lab.session.run.state.phase === 'running' && ourNginx().length === 1)
    for (const pid of ourNginx()) process.kill(pid, 'SIGKILL')
    expect(await running).toMatchObject({
      ok: false,
      fault: { code: 'endpoint/died', message: /^nginx ended in mid-run/ }
    })
    expect(lab.session.run.state.phase).toBe('failed')
  })

  it('refuses a port that it may not have, in its own words', async () => {
    const { startNginx } = await import('../../src/tasks/balancing/lab/nginx/nginx-process')
    if (!found.ok) return
    const module = found.value.streamModule
    const refused = await startNginx(
      found.value,
      (pidFile) =>
        `${module ? `load_module ${module};` : ''} pid ${pidFile}; events {} stream { frobnicate on; }`
    )
    expect(refused).toMatchObject({
      ok: false,
      fault: { message: /^nginx refuses its configuration: unknown directive "frobnicate"/ }
    })
  })

  it('no process remains after kill -9 of the lab', async () => {
    const port = await freePort()
    expect(port).toBeGreaterThan(0)
    const words = ['balance', '--balancer', 'nginx', '--clients', '4', '--messages', '10000', '--rate', '100']
    const lab = startChild('node', ['scripts/lab.mjs', ...words])
    await until(() => ourNginx().length === 1)
    lab.process.kill('SIGKILL')
    await until(() => ourNginx().length === 0)
    expect((await lab.ended).code).toBeNull()
  })
})
