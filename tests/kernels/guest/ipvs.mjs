// @ts-check
/** Experiments with the exported IPVS commands: each sets them up, sends datagrams, and answers what was counted. */
import {
  add,
  apply,
  call,
  entryOf,
  exported,
  remove,
  secondVirtual,
  service,
  shell,
  sysctl,
  virtual,
  weigh,
  withPool
} from './pool.mjs'

/** What the kernel has before anything is set. */
export function defaults() {
  call('modprobe', 'ip_vs')
  const [, timeouts = ''] = /: (.*)/.exec(call('ipvsadm', '-L', '--timeout')) ?? []
  return {
    udpTimeoutSeconds: Number(timeouts.split(' ').at(-1)),
    expireNodestConn: valueOf('expire_nodest_conn')
  }
}

/** @param {string} name */
const valueOf = (name) => Number(call('sysctl', '-n', `net.ipv4.vs.${name}`))

/** @param {string[]} words @param {{ clients: number, each: number }} parameters */
export async function spread(words, { clients: count, each }) {
  apply(await exported(words))
  return withPool(async (pool) => {
    const clients = await pool.openClients(count)
    let stayed = 0
    let fromVirtual = 0
    for (const client of clients) {
      const servers = new Set()
      for (let asked = 0; asked < each; asked++) {
        const { server, from } = await client.ask()
        servers.add(server)
        if (from === virtual.address) fromVirtual += 1
      }
      if (servers.size === 1) stayed += 1
    }
    return { stayed, fromVirtual, received: pool.receivedOf(clients), listing: call('ipvsadm', '-Ln') }
  })
}

/** Two balancers that know nothing of each other: how many clients have the same server at both. */
export async function agreement(
  /** @type {string[]} */ words,
  /** @type {{ clients: number }} */ { clients: count }
) {
  const text = await exported(words)
  apply(text)
  shell(text.replaceAll(virtual.address, secondVirtual.address))
  return withPool(async (pool) => {
    let same = 0
    const first = []
    const clients = await pool.openClients(count)
    for (const client of clients) first.push((await client.ask()).server)
    // In another order, as another router's clients would come.
    for (const [index, client] of [...clients.entries()].reverse())
      if ((await client.ask(secondVirtual)).server === first[index]) same += 1
    return { same, clients: count }
  })
}

/** One of four servers is removed. No entry hides what the scheduler picks: words ask for each datagram anew. */
export async function disturbance(
  /** @type {string[]} */ words,
  /** @type {{ clients: number }} */ { clients: count }
) {
  apply(await exported(words))
  return withPool(async (pool) => {
    const clients = await pool.openClients(count)
    const pick = async () => {
      const servers = []
      for (const client of clients) servers.push((await client.ask()).server)
      return servers
    }
    const before = await pick()
    remove(0)
    return { before, after: await pick(), ports: clients.map(({ port }) => port) }
  })
}

/** A server is removed, and IPVS is left as it is by default; then what mends it. */
export async function blackHole(/** @type {string[]} */ words) {
  apply(await exported(words))
  sysctl('expire_nodest_conn', 0)
  call('ipvsadm', '--set', '0', '0', '300')
  return withPool(async (pool) => {
    const [client, ...others] = await pool.openClients(4)
    if (!client) throw new Error('no client')
    const { server } = await client.ask()
    for (const other of others) await other.ask()
    const entry = entryOf(client)
    remove(server)
    const lost = 10
    let toldEperm = 0
    for (let sent = 0; sent < lost; sent++) if (!(await client.send())) toldEperm += 1
    await pool.settle()
    const answersInHole = client.answers() - 1
    const entryInHole = entryOf(client)
    const othersAnswered = []
    for (const other of others) othersAnswered.push((await other.ask()).server)
    const newcomer = await (await pool.openClient()).ask()
    // Back again before the entry expired: it holds still.
    add(server)
    const back = await client.ask()
    remove(server)
    await client.send()
    await pool.settle()
    const answersAgain = client.answers() - 2
    sysctl('expire_nodest_conn', 1)
    const mended = await sendUntilAnswered(pool, client)
    return {
      server,
      entry,
      sent: lost,
      toldEperm,
      answersInHole,
      entryInHole,
      othersAnswered: othersAnswered.length,
      newcomer: newcomer.server,
      back: back.server,
      answersAgain,
      mended
    }
  })
}

/** The client goes on sending, with a short UDP timeout: how long is the hole? */
export async function expiry(/** @type {string[]} */ words, /** @type {{ seconds: number }} */ { seconds }) {
  apply(await exported(words))
  sysctl('expire_nodest_conn', 0)
  call('ipvsadm', '--set', '0', '0', String(seconds))
  return withPool(async (pool) => {
    const client = await pool.openClient()
    const { server } = await client.ask()
    const lastForwarded = process.hrtime.bigint()
    remove(server)
    const answered = await sendUntilAnswered(pool, client)
    return { server, ...answered, holeMs: Number((process.hrtime.bigint() - lastForwarded) / 1_000_000n) }
  })
}

/** The exported settings as they are: the server is removed under them. */
export async function mendedBefore(/** @type {string[]} */ words) {
  apply(await exported(words))
  return withPool(async (pool) => {
    const client = await pool.openClient()
    const { server } = await client.ask()
    remove(server)
    return { server, ...(await sendUntilAnswered(pool, client)) }
  })
}

/**
 * No clock: a datagram whose answer has not come when every server has answered another is lost.
 *
 * @param {import('./pool.mjs').Pool} pool @param {import('./pool.mjs').Client} client
 */
async function sendUntilAnswered(pool, client) {
  const answersBefore = client.answers()
  const receivedBefore = pool.receivedOf([client])
  for (let lost = 0; ; lost++) {
    await client.send()
    await pool.settle()
    if (client.answers() === answersBefore) continue
    const received = pool.receivedOf([client])
    return { lost, answeredBy: received.findIndex((count, index) => count !== receivedBefore[index]) }
  }
}

/** What lc counts: clients that were answered long ago, not open requests. A server that comes late gets every new client. */
export async function leastConnections(/** @type {string[]} */ words) {
  apply(await exported(words))
  return withPool(async (pool) => {
    const old = await pool.openClients(40)
    for (const client of old) await client.ask()
    const listing = call('ipvsadm', '-Ln')
    add(4)
    const late = await pool.openClients(10)
    for (const client of late) await client.ask()
    return { old: pool.receivedOf(old), late: pool.receivedOf(late), listing }
  })
}

/** Why least-outstanding is not exported for each datagram. */
export async function leastConnectionsByDatagram() {
  call('ipvsadm', '-C')
  shell(`ipvsadm -A ${service} -s lc --ops`)
  for (const server of [0, 1, 2, 3]) add(server)
  return withPool(async (pool) => {
    const client = await pool.openClient()
    for (let asked = 0; asked < 40; asked++) await client.ask()
    return { received: pool.receivedOf([client]) }
  })
}

/** One of four gets weight 0, with and without the scheduler's fallback: how many clients get no answer? */
export async function quiesced() {
  /** @type {Record<string, { unanswered: number, received: number[] }>} */
  const results = {}
  for (const flags of ['sh-port', 'sh-fallback,sh-port', 'mh-port', 'mh-fallback,mh-port']) {
    call('ipvsadm', '-C')
    shell(`ipvsadm -A ${service} -s ${flags.slice(0, 2)} -b ${flags}`)
    for (const server of [0, 1, 2, 3]) add(server)
    weigh(0, 0)
    results[flags] = await withPool(async (pool) => {
      const clients = await pool.openClients(64)
      for (const client of clients) await client.send()
      await pool.settle()
      await pool.settle()
      return {
        unanswered: clients.filter((client) => client.answers() === 0).length,
        received: pool.receivedOf(clients)
      }
    })
  }
  return results
}
