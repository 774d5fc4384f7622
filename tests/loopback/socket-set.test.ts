/** Many sockets of the engine "system" in one thread, read with one of their own. */
import { expect, describe, it } from 'vitest'
import { createSocket, furtherSockets, whyNotEngine } from '../../src/lab/net/engine'
import type { FurtherSocket, OpenOptions, UdpSocketEvents } from '../../src/lab/net/udp-socket'
import { cleanUp } from './support'

const why = whyNotEngine('system')
const options: OpenOptions = {
  local: { address: '127.0.0.1', port: 0 },
  receiveBufferBytes: null,
  receiveSizeBytes: 65_507,
  readsTogether: 64,
  withOthers: true
}
const needs = { bell: -1, hold: () => undefined, release: () => true }

/** An echo server that is read with its further sockets, and what each of those heard. */
async function stage() {
  const further = furtherSockets('system')
  const own = createSocket(
    'system',
    {
      datagram: (payload, address, port) => own.send(payload, { address, port }, () => undefined),
      fault: () => undefined
    },
    needs,
    further
  )
  const opened = await own.open(options)
  if (!opened.ok) throw new Error(opened.fault.message)
  cleanUp(() => own.close())
  const make = async (events: Partial<UdpSocketEvents>): Promise<FurtherSocket> => {
    const socket = further.make({ datagram: () => undefined, fault: () => undefined, ...events })
    const result = await socket.open(options)
    if (!result.ok) throw new Error(result.fault.message)
    cleanUp(() => socket.close())
    return socket
  }
  return { own, make, at: opened.value.local }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

describe.skipIf(why !== null)(`further sockets${why === null ? '' : ` (skipped: ${why})`}`, () => {
  it('each hears its own answers, of 100', async () => {
    const { make, at } = await stage()
    const heard = new Map<number, string[]>()
    const sockets = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        make({
          datagram: (payload) =>
            heard.set(index, [...(heard.get(index) ?? []), new TextDecoder().decode(payload)])
        })
      )
    )
    const refused: Error[] = []
    // 200 datagrams: fewer than the echo server's queue holds anywhere.
    for (const [index, socket] of sockets.entries()) {
      expect(await socket.connect(at)).toMatchObject({ ok: true })
      for (const text of [`${index}`, `${index} again`])
        socket.send(new TextEncoder().encode(text), null, (error) => void (error && refused.push(error)))
    }
    await until(() => heard.size === 100 && [...heard.values()].every(({ length }) => length === 2))
    expect(refused).toEqual([])
    for (const [index, texts] of heard) expect(texts).toEqual([`${index}`, `${index} again`])
  })

  it('a refusal is told to the socket whose peer it is of', async () => {
    const { make, at } = await stage()
    const faults: string[] = []
    const alive = await make({ fault: ({ code }) => faults.push(`alive ${code}`) })
    const dead = await make({ fault: ({ code }) => faults.push(code) })
    await alive.connect(at)
    await dead.connect({ address: '127.0.0.1', port: 9 })
    alive.send(new Uint8Array(1), null, () => undefined)
    dead.send(new Uint8Array(1), null, () => undefined)
    await until(() => faults.length > 0)
    expect(faults).toEqual(['socket/connection-refused'])
  })

  it('one that is closed by what another one heard is read no more, and closing twice does no harm', async () => {
    const { make, at } = await stage()
    let later = 0
    const first = await make({ datagram: () => void second.close() })
    const second: FurtherSocket = await make({ datagram: () => void (later += 1) })
    const third = await make({ datagram: () => void (later += 100) })
    for (const socket of [first, second, third]) await socket.connect(at)
    first.send(new Uint8Array(1), null, () => undefined)
    await until(() => second.counters() === null)
    await second.close()
    let refused: Error | null = null
    second.send(new Uint8Array(1), null, (error) => (refused = error))
    expect(refused).toMatchObject({ code: 'EBADF' })
    expect(await second.connect(at)).toMatchObject({ fault: { code: 'socket/closed' } })
    third.send(new Uint8Array(1), null, () => undefined)
    await until(() => later >= 100)
    expect(later).toBe(100)
  })

  it('each hears its own while others come and go, be they few or many', async () => {
    const { make, at } = await stage()
    const heard = new Map<FurtherSocket, number>()
    const open: FurtherSocket[] = []
    /** So many are open from now on: the oldest go, new ones come. */
    const resize = async (count: number): Promise<void> => {
      for (const socket of open.splice(0, Math.max(0, open.length - count))) await socket.close()
      while (open.length < count) {
        const socket: FurtherSocket = await make({
          datagram: () => heard.set(socket, (heard.get(socket) ?? 0) + 1)
        })
        await socket.connect(at)
        open.push(socket)
      }
    }
    for (const count of [1, 7, 8, 9, 30, 8, 2, 12, 0, 3]) {
      await resize(count)
      heard.clear()
      for (const socket of open) socket.send(new Uint8Array(1), null, () => undefined)
      await until(() => heard.size === count)
      expect([...heard]).toEqual(expect.arrayContaining(open.map((socket) => [socket, 1])))
    }
  })

  it('refuses what bind refuses, with the name of the error', async () => {
    const { at } = await stage()
    const further = furtherSockets('system').make({ datagram: () => undefined, fault: () => undefined })
    expect(await further.open({ ...options, local: at })).toMatchObject({
      fault: { code: 'socket/address-in-use' }
    })
    expect(await further.open({ ...options, local: { address: '127.0.0.1', port: -1 } })).toMatchObject({
      ok: false
    })
  })
})
