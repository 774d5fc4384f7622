import { expect, test } from 'vitest'
import { LoadLatch } from './load-latch'

/** The thread's end of the same latch. */
const other = (latch: LoadLatch): LoadLatch => new LoadLatch(latch.buffer)

test('what has not begun to load is ended at once, and loads nothing afterwards', () => {
  const latch = new LoadLatch()
  expect(latch.end()).toBe(null)
  let loads = 0
  expect(other(latch).load(() => (loads += 1))).toBe(false)
  expect(loads).toBe(0)
})

test('what has loaded is ended at once, and loads once', () => {
  const latch = new LoadLatch()
  let loads = 0
  expect(other(latch).load(() => (loads += 1))).toBe(true)
  expect(other(latch).load(() => (loads += 1))).toBe(true)
  expect(loads).toBe(1)
  expect(latch.end()).toBe(null)
})

test('the end waits for what loads, and nothing begins after it', async () => {
  const latch = new LoadLatch()
  const seen: string[] = []
  let ended: Promise<unknown> | null = null
  const goesOn = other(latch).load(() => {
    ended = latch.end()
    seen.push(ended === null ? 'at once' : 'waits')
    expect(latch.end()).not.toBe(null)
  })
  expect(goesOn).toBe(false)
  await ended
  expect(seen).toEqual(['waits'])
  expect(latch.end()).toBe(null)
})
