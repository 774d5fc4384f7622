// @ts-check
/**
 * What runs inside the booted kernel: the calls of one group, one after the other, in one process. Before each answer stands
 * a line with its name, after it one with its exit code (scripts/kernels/answers.mjs reads them).
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { main } from '/app/out/lab/cli.js'

/** @type {Record<string, import('./answers.mjs').GuestCall[]>} */
const groups = JSON.parse(readFileSync('/guest/groups.json', 'utf8'))
// Each call listens for Ctrl-C anew.
process.setMaxListeners(0)

for (const { name, netem, receiveBufferMaximumBytes, words } of groups[process.argv[2] ?? ''] ?? []) {
  if (netem)
    execFileSync('tc', ['qdisc', 'replace', 'dev', 'lo', 'root', 'netem', ...netem], { stdio: 'inherit' })
  if (receiveBufferMaximumBytes)
    writeFileSync('/proc/sys/net/core/rmem_max', String(receiveBufferMaximumBytes))
  process.stdout.write(`call ${name}\n`)
  const code = await main([...words, '--json'], '/app/out/lab/worker.js')
  process.stdout.write(`code ${code}\n`)
}
process.exit(0)
