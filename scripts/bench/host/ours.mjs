// @ts-check
/** Drives the lab's own endpoints as the app does: a session or the whole lab, keeping what it is told. */
import dgram from 'node:dgram'
import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { pathToFileURL } from 'node:url'

const loopback = '127.0.0.1'

/**
 * @param {string} folder out/bench
 * @param {string} file
 */
const built = (folder, file) => import(pathToFileURL(path.join(folder, file)).href)

/**
 * @param {string} folder
 * @param {string} engine
 * @param {(event: any) => void} onEvent
 */
const settings = (folder, engine, onEvent) => ({
  workerFile: path.join(folder, 'worker.js'),
  engine: () => engine,
  onEvent,
  remoteAllowed: () => false,
  keepEvents: true
})

/** Kept from round to round, as the app keeps its threads from run to run. @type {any} */
let threads
/** @type {any} */
let lab
/** @type {Worker | undefined} */
let echoClient
/** @type {(event: any) => void} */
let listener = () => {}

/**
 * The echo endpoint of Task 4, in its own thread, with its recorder.
 *
 * @param {string} folder
 * @param {string} engine
 */
export async function ourServer(folder, engine) {
  const { parts } = await built(folder, 'lab.js')
  const { Session } = await built(folder, 'session.js')
  const { ThreadPool } = await built(folder, 'thread-pool.js')
  threads ??= new ThreadPool(path.join(folder, 'worker.js'))
  const session = new Session(
    parts.task4.task,
    settings(folder, engine, () => {}),
    threads
  )
  const opened = await session.open(
    { name: 'Server', role: 'server', log: 'server', program: { id: 'echo-server' } },
    { local: { address: loopback, port: 0 }, behaviour: { kind: 'echo', serviceUs: 0 } }
  )
  if (!opened.ok) throw new Error(opened.fault.message)
  return { port: opened.value.local.port, end: () => session.close() }
}

/**
 * A run of Task 4, whole: both endpoints, batches, tally, and events kept.
 *
 * @param {string} folder
 * @param {{ engine: string, count: number, reads: 'after' | 'while' }} plan
 */
export async function ourBurst(folder, { engine, count, reads }) {
  const { openLab } = await built(folder, 'lab.js')
  const { cell, EventKind, kindMask } = await built(folder, 'batch.js')
  /** @param {number[]} kinds */
  const spanOf = (...kinds) =>
    new Span(
      (batch, row) => kinds.includes(cell(batch.kind, row) & kindMask),
      (batch, row) => batch.baseMs + cell(batch.offsetUs, row) / 1000
    )
  const sending = spanOf(EventKind.sent, EventKind.unsent)
  const serving = spanOf(EventKind.served, EventKind.received)
  /** @type {Map<number, Span>} */
  const spans = new Map()
  /** @param {any} event */
  listener = (event) => {
    if (event.type === 'endpoint')
      spans.set(event.endpoint.id, event.endpoint.role === 'server' ? serving : sending)
    else if (event.type === 'batch') spans.get(event.batch.endpointId)?.add(event.batch)
  }
  lab ??= openLab({
    ...settings(folder, engine, (/** @type {any} */ event) => listener(event)),
    serverPort: await freePort()
  })
  const result = await lab.tasks.task4.run({
    count,
    serverBuffer: null,
    clientBuffer: null,
    serviceUs: 0,
    clientReads: reads,
    rate: 0,
    payloadBytes: null,
    queue: 'kernel'
  })
  if (!result.ok) throw new Error(result.fault.message)
  const { sent, served, returned } = result.value.ledger
  return { sent, served, returned, sendingMs: sending.ms, servingMs: serving.ms }
}

/**
 * A client on a socket of the lab's, without the lab around it, that keeps some datagrams in flight.
 *
 * @param {string} folder
 * @param {{ engine: string, port: number, count: number, inFlight: number }} plan
 * @returns {Promise<any>}
 */
export function ourEchoClient(folder, plan) {
  const worker = (echoClient ??= new Worker(path.join(folder, 'echo-client.js')))
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.postMessage(plan)
  })
}

/** From the first to the last event of some kinds. */
class Span {
  #firstMs = Infinity
  #lastMs = -Infinity
  #wanted
  #timeMs

  /**
   * @param {(batch: any, row: number) => boolean} wanted
   * @param {(batch: any, row: number) => number} timeMs
   */
  constructor(wanted, timeMs) {
    this.#wanted = wanted
    this.#timeMs = timeMs
  }

  get ms() {
    return this.#lastMs - this.#firstMs
  }

  /** @param {any} batch */
  add(batch) {
    let first = 0
    while (first < batch.count && !this.#wanted(batch, first)) first += 1
    if (first === batch.count) return
    let last = batch.count - 1
    while (!this.#wanted(batch, last)) last -= 1
    this.#firstMs = Math.min(this.#firstMs, this.#timeMs(batch, first))
    this.#lastMs = Math.max(this.#lastMs, this.#timeMs(batch, last))
  }
}

async function freePort() {
  const socket = dgram.createSocket('udp4').bind(0, loopback)
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}
