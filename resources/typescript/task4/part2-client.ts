/** Task 4, parts 2 to 4, the client: sends 1 to n without waiting, then reads what came back. */
import dgram from 'node:dgram'
import { on } from 'node:events'
import { clientArguments, isSilence, numberOrAsk, Patience } from '../arguments.ts'

const { host, port, wait, number: given } = clientArguments(20_001, 1)
const n = await numberOrAsk(given, 'Enter a Number: ', 1, 1_000_000)

const socket = dgram.createSocket('udp4')

// One datagram each, as fast as it goes. Meanwhile the answers pile up
// in this socket's own receive buffer, which can overflow too.
for (let number = 1; number <= n; number++) {
  socket.send(String(number), port, host)
}

const missing = new Set(Array.from({ length: n }, (_, index) => String(index + 1)))
const patience = new Patience(wait)
try {
  for await (const [answer] of on(socket, 'message', patience)) {
    patience.heard()
    console.log(`Number from server: ${answer}`)
    missing.delete(String(answer))
    if (missing.size === 0) break
  }
} catch (error) {
  // Silence: what has not come by now is taken for lost.
  if (!isSilence(error) || missing.size === n) throw error
}

patience.end()
socket.close()
const [firstMissing = 'none'] = missing
console.error(`sent ${n}, returned ${n - missing.size}, first missing: ${firstMissing}`)
