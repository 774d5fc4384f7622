/** A run of the balancer is kept as any other: opened again with the same figures, and out as a file that `lab verify` bears out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { balancingDefaults, type BalancerName } from '../../src/tasks/balancing/model/parameters'
import { findNginx } from '../../src/tasks/balancing/lab/nginx/find-nginx'
import { whyNotEngine } from '../../src/lab/net/engine'
import { exported, keptLabIn, listed } from './kept-lab'
import { cleanUp, runCli } from './support'

const nginx = await findNginx()
const here: BalancerName[] = [
  'lab',
  ...(process.platform === 'linux' && whyNotEngine('system') === null ? (['reuseport'] as const) : []),
  ...(nginx.ok ? (['nginx'] as const) : [])
]

it(`runs of ${here.join(', ')} are kept, opened and verified`, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-kept-balance-'))
  cleanUp(() => rmSync(folder, { recursive: true, force: true }))
  const { lab, history, finish } = keptLabIn(folder)
  const outcomes = []
  for (const balancer of here) {
    const parameters = {
      ...balancingDefaults,
      balancer,
      clients: 12,
      messages: 20,
      failAfter: 100,
      waitMs: 100
    }
    const result = await lab.tasks.balancing.run(parameters)
    if (!result.ok) throw new Error(result.fault.message)
    outcomes.push(result.value)
  }
  await finish()
  const runs = (await listed(history)).reverse()
  expect(runs.map(({ outcome }) => outcome)).toEqual(outcomes.map((value) => ({ kind: 'balance', value })))
  const file = path.join(folder, 'balance.udplab')
  writeFileSync(file, await exported(history))
  const { code, stdout } = await runCli('verify', file)
  console.log(stdout)
  expect(code).toBe(0)
})
