// @ts-check
/** The servers of the exported pool, clients that ask them, and the words to set up IPVS. All inside the guest. */
import { execFileSync } from 'node:child_process'
import dgram from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { main } from '/app/out/lab/cli.js'

/** The addresses of the exported text (RFC 5737), all on lo here. */
export const virtual = { address: '192.0.2.1', port: 20_001 }
export const secondVirtual = { address: '192.0.2.2', port: 20_001 }
export const serverPlaces = Array.from({ length: 5 }, (_, index) => ({
  address: `198.51.100.${11 + index}`,
  port: 20_010
}))
export const clientAddress = '203.0.113.1'

/** @param {string} command @param {string[]} words */
export const call = (command, ...words) => execFileSync(command, words, { encoding: 'utf8' })
/** @param {string} line */
export const shell = (line) => call('sh', '-ec', line)
/** @param {string} name @param {number} value */
export const sysctl = (name, value) => call('sysctl', '-w', `net.ipv4.vs.${name}=${value}`)

/** What the command line exports. @param {string[]} words */
export async function exported(words) {
  let taken = ''
  const { write } = process.stdout
  process.stdout.write = (chunk) => {
    taken += String(chunk)
    return true
  }
  try {
    await main([...words, '--json'], '/app/out/lab/worker.js')
  } finally {
    process.stdout.write = write
  }
  const { text } = JSON.parse(taken)
  if (typeof text !== 'string') throw new Error(`nothing was exported: ${taken}`)
  return text
}

/** Runs an exported text to the letter, with the tables empty before. @param {string} text */
export function apply(text) {
  call('modprobe', 'ip_vs')
  call('ipvsadm', '-C')
  shell(text)
}

let addressed = false
function addAddresses() {
  if (addressed) return
  addressed = true
  for (const address of [virtual, secondVirtual, ...serverPlaces]
    .map((place) => place.address)
    .concat(clientAddress))
    call('ip', 'address', 'add', `${address}/32`, 'dev', 'lo')
}

/** Each group is a process of its own, and no client's port is used twice: an entry of one call means nothing to the next. */
let nextPort = 30_000

/** @param {number} [port] */
async function openSocket(address = clientAddress, port = nextPort++) {
  const socket = dgram.createSocket('udp4')
  socket.bind(port, address)
  await once(socket, 'listening')
  return socket
}

/**
 * @typedef {object} Client
 * @property {number} port
 * @property {(place?: { address: string, port: number }) => Promise<{ server: number, from: string }>} ask sends a datagram,
 *   waits for its answer: the server's index, and the address it came from
 * @property {(place?: { address: string, port: number }) => Promise<boolean>} send sends a datagram, and waits for no answer;
 *   false: the kernel dropped it
 * @property {() => number} answers how many came
 */

/** @typedef {Awaited<ReturnType<typeof openPool>>} Pool */

export async function openPool() {
  addAddresses()
  /** @type {Map<number, number>[]} of each server: how many datagrams came from which port */
  const received = serverPlaces.map(() => new Map())
  const servers = await Promise.all(
    serverPlaces.map(async ({ address, port }, index) => {
      const socket = await openSocket(address, port)
      socket.on('message', (_message, from) => {
        received[index]?.set(from.port, (received[index]?.get(from.port) ?? 0) + 1)
        socket.send(String(index), from.port, from.address)
      })
      return socket
    })
  )
  /** @type {import('node:dgram').Socket[]} */
  const sockets = [...servers]

  /** @returns {Promise<Client>} */
  async function openClient() {
    const socket = await openSocket()
    sockets.push(socket)
    let answers = 0
    socket.on('message', () => (answers += 1))
    /** Whether the kernel took it: a sender on the balancer's own machine is told EPERM when netfilter drops. */
    const send = (place = virtual) =>
      new Promise((resolve, reject) => {
        socket.send('?', place.port, place.address, (error) => {
          if (!error || /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM') resolve(!error)
          else reject(error)
        })
      })
    return {
      port: socket.address().port,
      async ask(place) {
        const answered = once(socket, 'message')
        if (!(await send(place))) throw new Error(`IPVS dropped what port ${socket.address().port} asked`)
        const [message, from] = await answered
        return { server: Number(String(message)), from: from.address }
      },
      send,
      answers: () => answers
    }
  }

  const marker = await openClient()
  return {
    openClient,
    /** @param {number} count */
    openClients: async (count) => {
      const clients = []
      for (let index = 0; index < count; index++) clients.push(await openClient())
      return clients
    },
    /** When every server has answered this, it has also read what was sent before: nothing more will come of that. */
    settle: async () => {
      for (const place of serverPlaces) await marker.ask(place)
    },
    /** How many datagrams each server got of these clients. @param {Client[]} clients */
    receivedOf: (clients) =>
      received.map((ports) => clients.reduce((sum, { port }) => sum + (ports.get(port) ?? 0), 0)),
    close: () => {
      for (const socket of sockets) socket.close()
    }
  }
}

/** @template T @param {(pool: Pool) => Promise<T>} work @returns {Promise<T>} */
export async function withPool(work) {
  const pool = await openPool()
  try {
    return await work(pool)
  } finally {
    pool.close()
  }
}

/** The kernel's entry for a client: its server and how many seconds it still has. @param {Client} client */
export function entryOf({ port }) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  for (const line of readFileSync('/proc/net/ip_vs_conn', 'utf8').split('\n')) {
    const [protocol, , from, , , server, , , expires] = line.trim().split(/\s+/)
    if (protocol === 'UDP' && from === hex) return { server, expiresSeconds: Number(expires) }
  }
  return null
}

/** @param {number} server */
export const remove = (server) => shell(`ipvsadm -d ${service} -r ${place(server)}`)
/** @param {number} server */
export const add = (server) => shell(`ipvsadm -a ${service} -r ${place(server)} -m -w 1`)
/** @param {number} server @param {number} weight */
export const weigh = (server, weight) => shell(`ipvsadm -e ${service} -r ${place(server)} -m -w ${weight}`)

export const service = `-u ${virtual.address}:${virtual.port}`
/** @param {number} server */
const place = (server) => `${serverPlaces[server]?.address}:${serverPlaces[server]?.port}`
