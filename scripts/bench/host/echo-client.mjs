// @ts-check
/**
 * A client that keeps some datagrams in flight, on a socket of either engine: built with the lab's own src/lab/net into
 * out/bench, as no task of the lab has such a client. Its thread stays from round to round, as those of the lab do.
 */
import { getPriority, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { createSocket } from '../../../src/lab/net/engine'

const silenceMs = 500
const loopback = '127.0.0.1'

// As our own threads do (src/lab/endpoints/thread.ts): both sides at the same priority.
if (process.platform === 'linux' && getPriority() < 0) setPriority(0)

/** @param {{ engine: 'system' | 'node', port: number, count: number, inFlight: number }} plan */
async function run({ engine, port, count, inFlight }) {
  const to = { address: loopback, port }
  let sent = 0
  let refused = 0
  let returned = 0
  let lastMs = performance.now()

  /** @param {Error | null} error */
  const answer = (error) => {
    if (error) refused += 1
  }
  const payload = Buffer.alloc(16)
  const views = Array.from({ length: 11 }, (_, digits) => payload.subarray(0, digits))
  /** send() of either engine is done with the payload before the next one: the other engine's sends are awaited. */
  function send() {
    sent += 1
    if (engine !== 'system') return socket.send(Buffer.from(String(sent), 'latin1'), to, answer)
    const digits = sent < 10 ? 1 : Math.floor(Math.log10(sent) + 1e-9) + 1
    for (let index = digits - 1, rest = sent; index >= 0; index--, rest = (rest / 10) | 0)
      payload[index] = 48 + (rest % 10)
    socket.send(views[digits] ?? payload, to, answer)
  }

  const socket = createSocket(
    engine,
    {
      datagram: () => {
        returned += 1
        if (sent < count) send()
      },
      fault: () => undefined
    },
    { bell: -1, hold: () => undefined, release: () => true }
  )

  await socket.open({
    local: { address: loopback, port: 0 },
    receiveBufferBytes: null,
    receiveSizeBytes: 1024,
    readsTogether: Math.min(64, inFlight)
  })
  // As our own client does before a burst (src/lab/endpoints/burst.ts).
  const rehearsal = socket.rehearsal()
  for (let number = 1; number <= 4000; number++) {
    rehearsal.send(views[5] ?? payload, to, () => undefined)
    if (number % 32 === 0) rehearsal.flush()
  }
  rehearsal.flush()
  const undo = socket.hold()
  const startMs = performance.now()
  const before = process.threadCpuUsage()
  while (sent < Math.min(count, inFlight)) send()
  while (returned < count) {
    const returnedBefore = returned
    await socket.wait(10)
    if (returned > returnedBefore) lastMs = performance.now()
    else if (performance.now() - lastMs > silenceMs) break
  }
  const elapsedMs = (returned === count ? performance.now() : lastMs) - startMs
  const used = process.threadCpuUsage(before)
  undo()
  await socket.close()
  const systemShare = used.system / (used.system + used.user)
  return { sent, refused, returned, elapsedMs, systemShare }
}

parentPort?.on('message', (plan) => void run(plan).then((report) => parentPort?.postMessage(report)))
