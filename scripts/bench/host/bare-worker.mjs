// @ts-check
/**
 * What ours is measured against: node:dgram alone, in a thread, as lean as it can be written. An echo server, a client
 * that keeps some datagrams in flight, and a client that sends all at once.
 */
import dgram from 'node:dgram'
import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'

const silenceMs = 500
const loopback = '127.0.0.1'

/** @typedef {{ port: number, count: number, inFlight: number, reads: 'after' | 'while' }} ClientPlan */

// As our own threads do (src/lab/endpoints/thread.ts): both sides at the same priority.
if (process.platform === 'linux' && getPriority() < 0) setPriority(0)

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort)

/** The same synchronous lookup as ours has: with the default one, send() would only queue. */
const socket = dgram.createSocket({
  type: 'udp4',
  lookup: (host, _options, answer) => answer(null, host, 4)
})

// Every send() has a callback that counts, as without one nobody would know of a send that failed.

/** @param {number} number */
const numberText = (number) => Buffer.from(String(number), 'latin1')

function echoServer() {
  let served = 0
  let replied = 0
  /** @param {Error | null} error */
  const answer = (error) => {
    if (!error) replied += 1
  }
  let firstMs = 0
  let lastMs = 0
  socket.on('message', (payload, from) => {
    socket.send(payload, from.port, from.address, answer)
    if (served++ === 0) firstMs = performance.now()
    // Seldom, so that the clock is no part of what is measured.
    if ((served & 63) === 0) lastMs = performance.now()
  })
  port.on('message', () => {
    socket.close()
    port.postMessage({ served, replied, servingMs: lastMs - firstMs })
    port.close()
  })
}

/** @param {ClientPlan} plan */
function echoClient({ port: serverPort, count, inFlight }) {
  let sent = 0
  let returned = 0
  let lastMs = performance.now()
  const startMs = lastMs
  const send = () => socket.send(numberText(++sent), serverPort, loopback)
  socket.on('message', () => {
    returned += 1
    if (sent < count) send()
    if ((returned & 63) === 0 || returned === count) lastMs = performance.now()
    if (returned === count) end()
  })
  const watch = setInterval(() => {
    if (performance.now() - lastMs > silenceMs) end()
  }, 50)
  const end = () => {
    clearInterval(watch)
    socket.close()
    port.postMessage({ sent, returned, elapsedMs: lastMs - startMs })
    port.close()
  }
  while (sent < Math.min(count, inFlight)) send()
}

/** @param {ClientPlan} plan */
async function burstClient({ port: serverPort, count, reads }) {
  let accepted = 0
  /** @param {Error | null} error */
  const answer = (error) => {
    if (!error) accepted += 1
  }
  let returned = 0
  const startMs = performance.now()
  const last = { ms: startMs }
  socket.on('message', () => {
    returned += 1
    if ((returned & 63) === 0 || returned === count) last.ms = performance.now()
  })
  for (let number = 1; number <= count; number++) {
    socket.send(numberText(number), serverPort, loopback, answer)
    // Lets the answers in, which would pile up otherwise, but not the event loop.
    if ((number & 63) === 0) await new Promise((resolve) => process.nextTick(resolve))
    // libuv reads 32 datagrams a turn of the event loop.
    if (reads === 'while' && (number & 31) === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  last.ms = performance.now()
  const sendingMs = last.ms - startMs
  while (returned < count && performance.now() - last.ms < silenceMs) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  socket.close()
  port.postMessage({ sent: accepted, returned, sendingMs })
  port.close()
}

socket.bind(0, loopback, () => {
  port.postMessage({ listening: socket.address().port })
  const { role, plan } = workerData
  if (role === 'echo-server') echoServer()
  else if (role === 'echo-client') echoClient(plan)
  else void burstClient(plan)
})
