// @ts-check
/** The Electron process, without a window, in which the sockets are measured: starts it and asks it. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { electronFlags, resolveElectron } from '../electron.mjs'
import { PlainError } from '../electron/plain.mjs'
import { benchFolder, buildBench } from './build.mjs'

const hostFile = fileURLToPath(new URL('./host/main.mjs', import.meta.url))

/** No part of a round takes as long as this; what does hangs. */
const limitMs = 180_000

/** @typedef {{ ask: (name: string, input?: object) => Promise<any>, end: () => void }} Host */

/** @returns {Promise<Host>} */
export async function startHost() {
  const execPath = await resolveElectron()
  await buildBench()
  const child = fork(hostFile, [benchFolder], {
    execPath,
    execArgv: electronFlags(),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  })
  /** @type {Map<number, { resolve: (output: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map()
  let next = 1
  await new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      const error = new Error(`the measuring Electron ended with code ${code}`)
      reject(error)
      for (const { reject: refuse } of waiting.values()) refuse(error)
    })
    child.on('message', (/** @type {any} */ message) => {
      if (message.ready) return resolve(undefined)
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error) asked?.reject(new Error(message.error))
      else asked?.resolve(message.output)
    })
  })
  return {
    ask: (name, input = {}) => {
      const id = next++
      const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
      child.send({ id, name, input })
      const timer = setTimeout(() => {
        child.kill('SIGKILL')
        waiting.get(id)?.reject(new PlainError(`the measuring Electron did not finish ${name} in time`))
      }, limitMs)
      return answer.finally(() => clearTimeout(timer))
    },
    end: () => {
      if (child.connected) child.disconnect()
    }
  }
}
