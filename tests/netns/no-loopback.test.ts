/** A machine whose loopback interface is down: every command says why nothing was sent, and fails. */
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../loopback/support'

/** In a network namespace that was just made loopback is down: network_namespaces(7). */
const inNewNamespace = (...words: string[]) =>
  spawnSync('unshare', ['-n', ...words], {
    cwd: projectFolder,
    encoding: 'utf8',
    timeout: 25_000,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined }
  })

const possible = process.platform === 'linux' && inNewNamespace('true').status === 0
const title = possible
  ? 'loopback is down'
  : 'loopback is down (skipped: no network namespace may be made here)'

describe.skipIf(!possible)(title, () => {
  const commands = [['send'], ['send', '--numbers', '3'], ['task1'], ['task3'], ['task4', '--count', '10']]
  const runs = commands.flatMap((words) => ['system', 'node'].map((engine) => ({ words, engine })))

  it.each(runs)('$words with the engine $engine', ({ words, engine }) => {
    const run = inNewNamespace('node', 'scripts/lab.mjs', ...words, '--engine', engine, '--json')
    expect(run.status, run.stderr).toBe(1)
    const { fault } = JSON.parse(run.stdout) as { fault: { code: string; advice: string } }
    expect(fault.code).toBe('socket/unreachable')
    expect(fault.advice).toContain('loopback interface')
  })
})
