// @ts-check
/** What `npm test` runs: every suite, the commands that it consists of, and which of them may run beside others. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { PlainError } from '../electron/plain.mjs'
import { projectFolder } from '../electron/project.mjs'
import { countPlaywright, countVitest } from './counts.mjs'
import { deal } from './queue.mjs'

/** Parts of the window suite that may run side by side: so many that none is waited for long at the end. */
const windowParts = 6
const longestSpec = 'tests/e2e/sample-task.spec.ts'
/** A test of the window waits for its app half of its time; three of them keep two processors busy. */
const windowProcessors = 0.6
/** Tests with this tag need the processor, the built app or the machine's own network for themselves. */
const aloneTag = '@alone'
/** Tests with this tag keep a processor busy for long: they are a job of their own, begun early. */
const longTag = '@long'
/** Of these, those that repeat what another one does, from another seed. */
const againTag = '@again'

/**
 * @typedef {object} Job one command of a suite
 * @property {string} suite the suite's name
 * @property {string} name what its lines are told under
 * @property {readonly string[]} words the command
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} sockets it uses the exercise's ports: it has no company but in a network of its own
 * @property {boolean} alone it measures time or memory: it has no company at all
 * @property {number} processors how many it keeps busy
 * @property {import('./left-out.mjs').Repeat} [repeat] it runs once more, in another way, what other jobs run
 * @property {{ file: string, count: (report: any) => import('./counts.mjs').Counts | null }} [report]
 */

const free = { sockets: false, alone: false, processors: 1 }
const onPorts = { sockets: true, alone: false, processors: 1 }
/** Half of their time they wait: for datagrams, for what must not come, for an emulated system's disk. */
const waiting = { ...onPorts, processors: 0.7 }
/** They wait as much, but what they measure is another figure on a machine that is full: one window beside them at a time. */
const measuring = { ...onPorts, processors: 1.3 }

/** @param {string} script of package.json @param {readonly string[]} words */
function npmRun(script, ...words) {
  const npm = process.env.npm_execpath
  if (!npm) throw new PlainError('run the tests by npm test')
  return [process.execPath, npm, 'run', '-s', script, '--', ...words]
}

/** @param {string} suite @param {string} project @param {Pick<Job, 'sockets' | 'alone' | 'processors'>} needs @returns {Job} */
function vitest(suite, project, needs) {
  const file = `${project}.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=test-results/${file}`]
  const words = npmRun(`test:${project}`, ...reporters)
  return { suite, name: project, words, report: { file, count: countVitest }, ...needs }
}

/** @param {string} name @param {boolean} alone @param {readonly string[]} words of Playwright @returns {Job} */
function windowJob(name, alone, words, processors = windowProcessors) {
  const results = name.replace(' ', '-')
  return {
    suite: 'window',
    name,
    words: npmRun('test:e2e', '--pass-with-no-tests', ...words),
    env: { UDP_LAB_SUITE: results },
    sockets: true,
    alone,
    processors,
    report: { file: `${results}.json`, count: countPlaywright }
  }
}

/** @returns {Job[]} each spec in one of the parts; the tests that need to be alone apart */
function windowJobs() {
  // Playwright looks for each word anywhere in a path: without its folder faults.spec.ts is history-faults.spec.ts too.
  const specs = readdirSync(path.join(projectFolder, 'tests/e2e'))
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => `tests/e2e/${name}`)
  const beside = (/** @type {string} */ name, /** @type {string[]} */ files) =>
    windowJob(name, false, [`--grep-invert=${aloneTag}|${longTag}`, ...files])
  const others = specs.filter((file) => file !== longestSpec).sort()
  return [
    // It builds and checks a whole copy of the project: begun last it would be waited for.
    beside('window copy', [longestSpec]),
    windowJob('window long', false, [`--grep=${longTag}`, `--grep-invert=${againTag}`], 1),
    ...deal(others, windowParts).map((files, index) => beside(`window ${index + 1}`, files)),
    {
      ...windowJob('window again', false, [`--grep=${againTag}`], 1),
      repeat: { what: 'hostile calls from more seeds', withinMinutes: 13 }
    },
    windowJob('window alone', true, [`--grep=${aloneTag}`])
  ]
}

/** @returns {Job[]} in the order in which they are begun: what takes long first, what is quick fills the gaps at the end */
export function allJobs() {
  return [
    vitest('loopback', 'loopback', measuring),
    {
      ...vitest('loopback on node:dgram', 'loopback-node', measuring),
      repeat: { what: 'loopback on the other engine', withinMinutes: 9 }
    },
    ...windowJobs(),
    {
      suite: 'window as a plain user',
      name: 'plain user',
      words: npmRun('test:sandbox'),
      report: { file: 'sandbox.json', count: countPlaywright },
      ...onPorts,
      processors: windowProcessors,
      repeat: { what: 'tests of the window in the sandbox', withinMinutes: 15 }
    },
    { suite: 'lint', name: 'lint', words: npmRun('lint'), ...free },
    { suite: 'types', name: 'types', words: npmRun('check:types'), ...free },
    // Emulated, it takes long; it uses no socket of this machine.
    vitest('kernels', 'kernels', free),
    vitest('windows', 'windows', waiting),
    vitest('network namespaces', 'netns', waiting),
    vitest('unit', 'unit', free),
    { suite: 'format', name: 'format', words: npmRun('check:format'), ...free },
    { suite: 'circles of imports', name: 'circles', words: npmRun('check:cycles'), ...free },
    // A student's program has seconds to start, not minutes: of all that is here only these two run beside each other.
    vitest('practice', 'practice', onPorts),
    vitest('collection of programs', 'collection', onPorts)
  ]
}
