/** What flooder.c does, where there is no C compiler: slower. */
import dgram from 'node:dgram'

const [port, seconds, rate, bytes, kind] = process.argv.slice(2)
const socket = dgram.createSocket({ type: 'udp4', lookup: (host, _options, done) => done(null, host, 4) })
socket.bind(0, '127.0.0.1')
const payload = Buffer.alloc(Number(bytes), 'x')
const begin = performance.now()
let sent = 0
let asked = 0
let answered = 0
const over = () => performance.now() - begin >= Number(seconds) * 1000

function go() {
  for (let group = 0; group < 64 && asked - answered < 256; group++) {
    if (asked >= ((performance.now() - begin) / 1000) * Number(rate)) break
    const number = String(asked).padStart(14, '0')
    const next = kind === 'different' ? Buffer.from(payload) : payload
    if (kind === 'different') next.write(`datagram ${number}.`)
    asked += 1
    socket.send(next, Number(port), '127.0.0.1', (error) => {
      answered += 1
      if (!error) sent += 1
    })
  }
  if (!over()) return void setImmediate(go)
  const end = () => (answered < asked ? setImmediate(end) : (console.log(`sent ${sent}`), socket.close()))
  end()
}
socket.once('listening', go)
