// @ts-check
/**
 * A client that keeps some datagrams in flight, on a socket of either engine: built with the lab's own src/lab/net into
 * out/bench, as no task of the lab has such a client.
 */
import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { createSocket } from '../../../src/lab/net/engine'

const silenceMs = 500
const loopback = '127.0.0.1'

// As our own threads do (src/lab/endpoints/worker.ts): both sides at the same priority.
if (process.platform === 'linux' && getPriority() < 0) setPriority(0)

const { engine, port, count, inFlight } = workerData
const to = { address: loopback, port }
const encoder = new TextEncoder()
let sent = 0
let refused = 0
let returned = 0
let lastMs = performance.now()

/** @param {Error | null} error */
const answer = (error) => {
  if (error) refused += 1
}
const send = () => socket.send(encoder.encode(String(++sent)), to, answer)

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
const undo = socket.hold()
const startMs = performance.now()
while (sent < Math.min(count, inFlight)) send()
while (returned < count) {
  const before = returned
  await socket.wait(10)
  if (returned > before) lastMs = performance.now()
  else if (performance.now() - lastMs > silenceMs) break
}
const elapsedMs = (returned === count ? performance.now() : lastMs) - startMs
undo()
await socket.close()
parentPort?.postMessage({ sent, refused, returned, elapsedMs })
