/**
 * Runs one of the programs of this folder with other settings: node run.ts task1/server --port 20005 --count 3
 *
 * The program is the file that stands here, line by line. Only the sockets that it makes are given other addresses, an end,
 * and a patience; that is done below, so that the programs themselves stay as short as the exercise has them.
 */
import dgram from 'node:dgram'
import { existsSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import readline from 'node:readline/promises'
import { readOptions } from './run-options.ts'

const { program, host, ports, count, delayMs, wait, number } = readOptions()
const file = new URL(`${program}.ts`, import.meta.url)
if (!existsSync(file)) end(2, `there is no program ${program}`)
const places = ports.map(([, port]) => `${host}:${port}`).join(' and ')

let heard = 0
let silence: NodeJS.Timeout | undefined

/** A client waits as long as it may, counted from now. */
function beginWaiting(): void {
  clearTimeout(silence)
  if (wait === undefined) return
  silence = setTimeout(() => {
    // Silence after some numbers is the end: what has not come by then is taken for lost.
    if (program === 'task4/part2-client' && heard > 0) process.exit(0)
    end(
      1,
      `Nobody answered within ${wait} s. Is a server running on ${places}? ` +
        'UDP itself does not tell: a lost datagram and a missing server look the same.'
    )
  }, wait * 1000)
}

/** Where the program means to go, where it goes then; any other address stays what it is. */
function there(port: number, address: string): [number, string] {
  const other = address === '127.0.0.1' && ports.find(([usual]) => usual === port)
  return other ? [other[1], host] : [port, address]
}

/** What a program, and Node itself, calls of a socket. */
interface Calls {
  bind(port: number, address: string): unknown
  connect(port: number, address: string): unknown
  send(payload: unknown, ...more: unknown[]): unknown
  close(): unknown
  emit(name: string, ...words: unknown[]): boolean
}

const createSocket = dgram.createSocket.bind(dgram)
dgram.createSocket = ((type: dgram.SocketType) => {
  const socket = createSocket(type)
  return Object.assign(socket, ourCalls(socket as unknown as Calls))
}) as typeof dgram.createSocket

/** The calls of a socket as the program makes them, at the addresses that were asked for. */
function ourCalls(socket: Calls): Calls {
  const { bind, connect, send, close, emit } = socket
  const isServer = program.includes('server')
  let answered = 0
  if (!isServer) beginWaiting()

  function whenSent(error: Error | null): void {
    if (error) throw error
    answered += 1
    if (answered === count) socket.close()
  }

  return {
    bind: (port, address) => bind.call(socket, ...there(port, address)),
    connect: (port, address) => connect.call(socket, ...there(port, address)),
    send(payload, ...more) {
      // Node sends again what it kept until it was bound.
      if (more.at(-1) === whenSent) return send.call(socket, payload, ...more)
      const place = more.length === 0 ? [] : there(...(more as [number, string]))
      const sendNow = () => send.call(socket, payload, ...place, whenSent)
      return delayMs === 0 ? sendNow() : setTimeout(sendNow, delayMs)
    },
    close() {
      clearTimeout(silence)
      return close.call(socket)
    },
    emit(name, ...words) {
      if (name !== 'message') return emit.call(socket, name, ...words)
      if (heard === count) return false // the server has answered as many datagrams as it was to
      heard += 1
      if (!isServer) beginWaiting()
      const [payload, sender] = words as [Buffer, dgram.RemoteInfo]
      // As the program knows them: it compares the senders of its answers with its own addresses.
      const usual =
        ports.length > 1 && ports.find(([, port]) => sender.address === host && sender.port === port)
      return emit.call(socket, name, payload, usual ? { ...sender, port: usual[0] } : sender)
    }
  }
}

if (number !== undefined) {
  const terminal = { question: () => Promise.resolve(number), close: () => undefined }
  readline.createInterface = (() => terminal) as unknown as typeof readline.createInterface
  syncBuiltinESMExports()
}

function end(code: number, why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(code)
}

process.on('uncaughtException', (error: NodeJS.ErrnoException) => end(1, plainWords(error)))
process.on('exit', (code) => {
  // Node's own code for an `await` that nothing can end any more.
  if (code !== 13) return
  process.stderr.write('No number was given.\n')
  process.exitCode = 1
})

function plainWords(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `${places} is in use: another program is bound to it. Stop that program, or choose another --port.`
    case 'ECONNREFUSED':
      return `Nobody listens on ${places}: the system sent back an ICMP 'port unreachable' and reported it to this socket.`
    case 'EADDRNOTAVAIL':
      return `${host} is not an address of this machine.`
    case undefined:
      return error.stack ?? error.message
    default:
      return `The system refused: ${error.message}.`
  }
}

await import(file.href)
