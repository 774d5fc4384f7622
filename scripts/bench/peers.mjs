// @ts-check
/** The pairs beside us: the C loop and the Python programs, each a server and a client process. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findCommand } from '../electron/apt.mjs'
import { projectFolder } from '../electron/project.mjs'

/** What either may take, in seconds. */
const limitS = '180'

/**
 * @typedef {object} Pair
 * @property {string} name
 * @property {string[]} server its command
 * @property {string[]} [serverWords] what it is told; unless said, what our pairs understand
 * @property {string[]} client
 * @property {Record<string, string>} [environment] of the server, beside ours
 */

const usualWords = ['--port', '0', '--idle', '30', '--seconds', limitS]

/**
 * The pairs that this machine can run, and those that it cannot with the reason.
 *
 * @returns {{ pairs: Pair[], missing: string[], end: () => void }}
 */
export function findPairs() {
  /** @type {Pair[]} */
  const pairs = []
  const missing = []
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-bench-'))
  const compiled = findCommand('cc') && compile(folder)
  if (compiled) pairs.push({ name: 'C loop', server: [compiled.server], client: [compiled.client] })
  else missing.push('C loop: no C compiler (cc) here')
  if (findCommand('python3')) {
    const script = (/** @type {string} */ name) => [
      'python3',
      path.join(projectFolder, 'resources/python/bench', name)
    ]
    pairs.push({ name: 'Python pair', server: script('echo_server.py'), client: script('echo_client.py') })
  } else missing.push('Python pair: no python3 here')
  return { pairs, missing, end: () => rmSync(folder, { recursive: true, force: true }) }
}

/** @param {string} folder */
function compile(folder) {
  /** @param {string} name */
  const one = (name) => {
    const output = path.join(folder, name)
    const source = path.join(projectFolder, 'resources/c', `${name}.c`)
    return spawnSync('cc', ['-O2', '-std=c11', source, '-o', output]).status === 0 ? output : null
  }
  const server = one('echo_server')
  const client = one('echo_client')
  return server && client ? { server, client } : null
}

/**
 * @param {Pair} pair
 * @param {string[]} words of the client
 * @returns {Promise<{ sent: number, returned: number, elapsedMs: number }>}
 */
export async function runPair(pair, words) {
  const [serverCommand = '', ...serverWords] = [...pair.server, ...(pair.serverWords ?? usualWords)]
  const server = spawn(serverCommand, serverWords, {
    stdio: ['ignore', 'pipe', 'ignore'],
    ...(pair.environment && { env: { ...process.env, ...pair.environment } })
  })
  try {
    const port = await new Promise((resolve, reject) => {
      let said = ''
      server.stdout.on('data', (data) => {
        said += data
        const found = /listening [\d.]+:(\d+)|"port":(\d+)/.exec(said)?.slice(1).find(Boolean)
        if (found) resolve(found)
      })
      server.once('exit', () => reject(new Error(`the server of the ${pair.name} ended at once`)))
    })
    return await runClient(pair, ['--port', port, ...words])
  } finally {
    server.kill()
  }
}

/** @param {Pair} pair @param {string[]} words @returns {Promise<any>} */
function runClient(pair, words) {
  const [command = '', ...before] = pair.client
  const client = spawn(command, [...before, ...words, '--seconds', limitS], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  return new Promise((resolve, reject) => {
    let said = ''
    client.stdout.on('data', (data) => (said += data))
    client.once('close', () => {
      try {
        resolve(JSON.parse(said))
      } catch {
        reject(new Error(`the client of the ${pair.name} said nothing`))
      }
    })
  })
}
