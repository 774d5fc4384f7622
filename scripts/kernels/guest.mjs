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
// Each call listens for Ctrl-C anew, and to its output.
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0)

/** @param {string[]} words @param {NonNullable<import('./answers.mjs').GuestCall['experiment']>} experiment */
async function perform(words, [module, name, parameters]) {
  try {
    const experiments = await import(`/guest/experiments/${module}.mjs`)
    process.stdout.write(`${JSON.stringify(await experiments[name](words, parameters))}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    return 1
  }
}

for (const { name, netem, receiveBufferMaximumBytes, words, experiment } of groups[process.argv[2] ?? ''] ??
  []) {
  if (netem)
    execFileSync('tc', ['qdisc', 'replace', 'dev', 'lo', 'root', 'netem', ...netem], { stdio: 'inherit' })
  if (receiveBufferMaximumBytes)
    writeFileSync('/proc/sys/net/core/rmem_max', String(receiveBufferMaximumBytes))
  process.stdout.write(`call ${name}\n`)
  const code = experiment
    ? await perform(words, experiment)
    : await main([...words, '--json'], '/app/out/lab/worker.js')
  process.stdout.write(`code ${code}\n`)
}
process.exit(0)
