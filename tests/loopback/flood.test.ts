/** Floods from another process: what is kept is bounded in bytes, what is beyond is counted to the last datagram. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sizeOfBatch } from '../../src/shared/events/batch-size'
import { type BeyondCounts, receivedBeyond, sentBeyond } from '../../src/shared/events/beyond'
import { countKinds, EventKind } from '../../src/shared/events/batch'
import type { SessionEvent } from '../../src/shared/events/session'
import { flood, type FloodPlan, kernelRow } from '../flood/flood'
import { freePort, Listener, startCli, startLab } from './support'

const keptBytes = 2 * 1024 * 1024
const plan: Omit<FloodPlan, 'port'> = { seconds: 2, rate: 100_000, payloadBytes: 1000, kind: 'different' }
/** The goal for main and page of the window under such a flood; here it is for all processes of the command together, shared pages counted in each. */
const serveLimitMB = 700
const onLinux = process.platform === 'linux'

class FloodListener extends Listener {
  counts: BeyondCounts | null = null
  #kept = 0
  readonly hear = (event: SessionEvent): void => {
    if (event.type === 'beyond') this.counts = event.counts
    if (event.type === 'batch') this.#kept += countKinds(event.batch, EventKind.received)
    this.take(event)
  }

  get received(): number {
    return this.#kept + (this.counts ? receivedBeyond(this.counts) : 0)
  }
}

for (const kind of ['different', 'alike'] as const) {
  it.runIf(onLinux)(
    `counts a flood of datagrams that are ${kind}, and keeps a bounded beginning`,
    async () => {
      const heard = new FloodListener()
      const { lab } = startLab(false, undefined, { keptBytes, onEvent: heard.hear })
      const port = await freePort()
      const started = await lab.tasks.task1.startServer({ address: '127.0.0.1', port })
      expect(started.ok).toBe(true)
      const sent = await flood({ ...plan, port, kind })
      const { drops } = await kernelRow(port)
      // What still waits in the queue comes by itself, and the counts are told once more after it.
      await heard.until(() => heard.received + drops >= sent)
      expect(heard.received + drops).toBe(sent)
      const [session] = lab.snapshot()
      const bytes = session!.batches.reduce((sum, batch) => sum + sizeOfBatch(batch), 0)
      expect(bytes).toBeLessThanOrEqual(keptBytes)
      if (kind === 'different') {
        expect(receivedBeyond(heard.counts!)).toBeGreaterThan(0)
        expect(sentBeyond(heard.counts!)).toBeGreaterThan(0)
      }
      const lines = heard.lines('server')
      expect(lines[0]).toBe('UDP server up and listening')
      expect(lines[1]).toContain(
        kind === 'different' ? `message from client: datagram 0` : 'message from client: xxx'
      )

      // A client has room of its own: its log is whole although the server's is full.
      const message = { address: '127.0.0.1', port, text: 'Hello', clients: 1, waitMs: 5000 }
      expect(await lab.tasks.task1.sendMessage(message)).toMatchObject({ ok: true, value: { answered: 1 } })
      expect(heard.lines('client')).toEqual(['Message from server: Hello UDP Client'])

      await lab.clear('task1')
      expect(lab.snapshot()[0]).toMatchObject({ batches: [], beyond: [] })
      expect((await lab.tasks.task1.startServer({ address: '127.0.0.1', port })).ok).toBe(true)
      expect(lab.snapshot()[0]!.batches.length).toBeGreaterThan(0)
    }
  )
}

/** MB that the command's processes hold now. */
function residentMB(port: number): number {
  let sum = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      if (!words.includes('serve') || !words.includes(String(port))) continue
      sum += Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000
    } catch {
      // It has ended meanwhile.
    }
  }
  return sum
}

it.runIf(onLinux)('lab serve counts a flood to the last datagram, and holds no more for it', async () => {
  const port = await freePort()
  const server = startCli('serve', '--echo', '--port', String(port), '--for', '7')
  await server.says('listening')
  const samples: number[] = []
  const timer = setInterval(() => samples.push(residentMB(port)), 500)
  const sent = await flood({ ...plan, port, seconds: 3 })
  clearInterval(timer)
  const { code, stdout } = await server.ended
  expect(code).toBe(0)
  const [, received, drops] = /^= (\d+) received, .* dropped (\d+) at/m.exec(stdout)!
  expect(Number(received) + Number(drops)).toBe(sent)
  expect(samples.length).toBeGreaterThan(3)
  expect(Math.max(...samples)).toBeLessThan(serveLimitMB)
})
