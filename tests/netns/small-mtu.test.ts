/** A machine whose loopback interface has a small MTU: longer datagrams travel in fragments, and arrive. */
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../loopback/support'

/** In a namespace of its own whose loopback interface is up, with this MTU. */
const withMtu = (mtuBytes: number, ...words: string[]) =>
  spawnSync('unshare', ['-n', 'sh', '-c', `ip link set lo mtu ${mtuBytes} up && exec "$@"`, 'sh', ...words], {
    cwd: projectFolder,
    encoding: 'utf8',
    timeout: 25_000,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined }
  })

const possible = process.platform === 'linux' && withMtu(700, 'true').status === 0
const title = possible ? 'loopback cuts' : 'loopback cuts (skipped: no network namespace may be made here)'

describe.skipIf(!possible)(title, () => {
  const mtus = [700, 65_536]
  it.each(mtus.flatMap((mtuBytes) => ['system', 'node'].map((engine) => ({ mtuBytes, engine }))))(
    'datagrams of 1,024 bytes at an MTU of $mtuBytes, engine $engine: each is sent and comes back',
    ({ mtuBytes, engine }) => {
      const run = withMtu(
        mtuBytes,
        ...[
          'node',
          'scripts/lab.mjs',
          'task4',
          '--count',
          '3',
          '--payload-bytes',
          '1024',
          '--engine',
          engine,
          '--json'
        ]
      )
      expect(run.status, run.stderr).toBe(0)
      expect(JSON.parse(run.stdout)).toMatchObject({ ledger: { sent: 3, returned: 3, unsent: 0 } })
    }
  )
})
