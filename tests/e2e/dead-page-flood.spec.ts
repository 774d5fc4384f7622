/**
 * Another program floods a server of the window: 200,000 datagrams a second of 1,000 bytes, as far as this machine gets
 * there. UDP_LAB_LONG=1: for a minute. What main and page hold is measured all along.
 */
import { readFileSync } from 'node:fs'
import type { ElectronApplication, Page } from '@playwright/test'
import { flood, kernelRow } from '../flood/flood'
import { expect, startServer, test } from './app'

const long = process.env['UDP_LAB_LONG'] === '1'
const seconds = long ? 60 : 9
const limitMB = 700
const port = 20001

const residentMB = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1000

interface Sample {
  atS: number
  mainMB: number
  pageMB: number
}

/** Looks once a second; a page that loads anew may have another process. */
function watchMemory(app: ElectronApplication): { samples: Sample[]; stop: () => void } {
  const samples: Sample[] = []
  const beganMs = performance.now()
  const look = async (): Promise<void> => {
    const [main, page] = await app.evaluate(({ BrowserWindow }) => [
      process.pid,
      BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId()
    ])
    const atS = Math.round((performance.now() - beganMs) / 1000)
    samples.push({ atS, mainMB: Math.round(residentMB(main!)), pageMB: Math.round(residentMB(page!)) })
  }
  const timer = setInterval(() => void look().catch(() => undefined), 1000)
  return { samples, stop: () => clearInterval(timer) }
}

const serverLog = (page: Page) => page.getByRole('log', { name: 'Server log' })
const notice = (page: Page) => page.getByRole('note', { name: 'Server log: what is not kept' })

/** Datagrams that the note below the log says were received besides; without a note: none. */
async function receivedBeyond(page: Page): Promise<number> {
  const [text] = await notice(page).allTextContents()
  if (text === undefined) return 0
  return Number(/^([\d,]+) more datagrams were received/.exec(text)?.[1]?.replaceAll(',', '') ?? NaN)
}

/** What the window is given of Task 1 when it attaches itself: received datagrams, and the largest message. */
function receivedKept(page: Page): Promise<{ received: number; pieces: number; mostBytes: number }> {
  return page.evaluate(async () => {
    const attached = await window.lab.attach()
    if (!attached.ok) throw new Error(attached.fault.message)
    const { sessionId } = attached.value.sessions.find(({ task }) => task === 'task1')!
    const sums = { received: 0, pieces: 0, mostBytes: 0 }
    for (let from: number | null = 0; from !== null;) {
      const piece = await window.lab.sessionPiece({ sessionId, from })
      if (!piece.ok) throw new Error(piece.fault.message)
      let bytes = 0
      for (const { count, kind, newPayloads } of piece.value.batches) {
        for (const payload of newPayloads) bytes += payload.length
        for (let row = 0; row < count; row++) {
          const code = typeof kind === 'number' ? kind : kind.base + kind.above[row]!
          if ((code & 0x3f) === 3) sums.received += 1
        }
      }
      sums.pieces += 1
      sums.mostBytes = Math.max(sums.mostBytes, bytes)
      from = piece.value.next
    }
    return sums
  })
}

for (const kind of ['different', 'alike'] as const) {
  test(`a flood of datagrams that are ${kind} is counted to the last, in bounded memory @alone`, async ({
    app,
    page
  }) => {
    test.skip(process.platform !== 'linux', 'The kernel counts its drops by socket on Linux only.')
    test.setTimeout((seconds + 150) * 1000)
    await startServer(page)
    const memory = watchMemory(app)
    const plan = { port, rate: 200_000, payloadBytes: 1000, kind }
    const flooded = flood({ ...plan, seconds })
    await expect(serverLog(page)).toContainText('message from client', { timeout: seconds * 1000 })
    // In the middle of it the window loads anew, and gets what was kept in pieces.
    await page.reload()
    await expect(async () => {
      await serverLog(page).press('Home')
      await expect(serverLog(page)).toContainText('UDP server up and listening', { timeout: 1000 })
    }).toPass()
    // Of the first datagrams the kernel may have dropped some.
    const first = /datagram \d{14}/.exec((await serverLog(page).textContent()) ?? '')?.[0]

    let sent = await flooded
    // A machine that is busy reads so little of it that more is needed; alike ones are kept in a few bytes each.
    while (kind === 'different' && (await notice(page).count()) === 0)
      sent += await flood({ ...plan, seconds: 3 })
    const { drops } = await kernelRow(port)
    const kept = await receivedKept(page)
    await expect.poll(async () => (await receivedBeyond(page)) + kept.received + drops).toBe(sent)
    const said = await notice(page).allTextContents()
    for (const text of said) expect(text).toContain('They are counted, but not kept.')
    memory.stop()

    // The log can be used: its end, its beginning, and any datagram of it.
    await serverLog(page).press('End')
    await expect(serverLog(page)).toContainText('client IP address')
    await page.getByRole('button', { name: 'More for Server log' }).click()
    await page.getByRole('menuitem', { name: 'Find in Server log' }).click()
    const wanted = first ?? 'up and listening'
    await page.getByRole('searchbox', { name: 'Find in lines' }).fill(wanted)
    await expect(page.getByRole('search').getByRole('status')).toContainText('1 of 1')
    await expect(serverLog(page)).toContainText(wanted)

    await page.reload()
    await expect(notice(page)).toHaveText(said)
    expect(kept.mostBytes).toBeLessThan(6_000_000)
    if (kind === 'different') expect(kept.pieces).toBeGreaterThan(1)
    const samples = memory.samples.map(({ atS, mainMB, pageMB }) => `${atS} s ${mainMB}/${pageMB}`)
    console.log(
      `${kind}: sent ${sent}, kept ${kept.received}, beyond ${await receivedBeyond(page)}, dropped ${drops}; ` +
        `MB of main/page: ${samples.filter((_, index) => index % (long ? 6 : 2) === 0).join(', ')}`
    )
    expect(memory.samples.length).toBeGreaterThan(seconds / 3)
    for (const { mainMB, pageMB } of memory.samples) {
      expect(mainMB).toBeLessThan(limitMB)
      expect(pageMB).toBeLessThan(limitMB)
    }

    await page.getByRole('button', { name: 'Clear' }).first().click()
    await expect(notice(page)).toHaveCount(0)
    await startServer(page)
  })
}
