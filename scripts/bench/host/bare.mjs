// @ts-check
/** Holds the threads of node:dgram alone: one server, one client, nothing else. */
import { Worker } from 'node:worker_threads'

const workerFile = new URL('./bare-worker.mjs', import.meta.url)

/** @typedef {import('./bare-worker.mjs').ClientPlan} ClientPlan */

/**
 * Its port as soon as it listens, and what it says in the end.
 *
 * @param {object} workerData
 * @returns {{ worker: Worker, listening: Promise<number>, report: Promise<any> }}
 */
function startThread(workerData) {
  const worker = new Worker(workerFile, { workerData })
  /** @type {PromiseWithResolvers<number>} */
  const listening = Promise.withResolvers()
  /** @type {PromiseWithResolvers<any>} */
  const report = Promise.withResolvers()
  /** @type {any} */
  let last
  worker.on('message', (message) => {
    if ('listening' in message) listening.resolve(message.listening)
    else last = message
  })
  worker.on('error', (error) => {
    listening.reject(error)
    report.reject(error)
  })
  worker.on('exit', () => report.resolve(last))
  return { worker, listening: listening.promise, report: report.promise }
}

export async function bareServer() {
  const { worker, listening, report } = startThread({ role: 'echo-server' })
  const end = () => {
    worker.postMessage('end')
    return report
  }
  return { port: await listening, end }
}

/**
 * @param {'echo-client' | 'burst-client'} role
 * @param {ClientPlan} plan
 */
export async function bareClient(role, plan) {
  const { listening, report } = startThread({ role, plan })
  await listening
  return report
}

/** @param {{ count: number, reads: 'after' | 'while' }} plan */
export async function bareBurst({ count, reads }) {
  const server = await bareServer()
  const { sent, returned, sendingMs } = await bareClient('burst-client', {
    port: server.port,
    count,
    inFlight: 0,
    reads
  })
  const { served, servingMs } = await server.end()
  return { sent, served, returned, sendingMs, servingMs }
}
