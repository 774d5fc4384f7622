import { describe, expect, it } from 'vitest'
import { HotWait } from './hot-wait'

/** A socket to which a datagram comes at the given look, counted from 1; it tells how it was read. */
function socketAt(cameAtLook: number): { read: (wait: boolean) => number; calls: string[] } {
  const calls: string[] = []
  let looks = 0
  const read = (wait: boolean): number => {
    calls.push(wait ? 'sleep' : 'look')
    if (wait) return 1
    looks += 1
    return looks === cameAtLook ? 1 : 0
  }
  return { read, calls }
}

/** 5 µs pass at each look at the clock. */
function clock(): () => number {
  let ms = 0
  return () => (ms += 0.005)
}

describe('HotWait', () => {
  it('does not sleep when the datagram comes while it looks', () => {
    const { read, calls } = socketAt(3)
    expect(new HotWait(read, () => calls.push('give way'), clock(), 2).next()).toBe(1)
    expect(calls).toEqual(['look', 'give way', 'look', 'give way', 'look'])
  })

  it('sleeps when none came in time', () => {
    const { read, calls } = socketAt(100)
    expect(new HotWait(read, () => calls.push('give way'), clock(), 2).next()).toBe(1)
    expect(calls.at(-1)).toBe('sleep')
    expect(calls.filter((call) => call === 'look').length).toBeLessThan(10)
  })

  it('looks ever more seldom while looking is in vain', () => {
    const { read, calls } = socketAt(Number.POSITIVE_INFINITY)
    const wait = new HotWait(read, () => calls.push('give way'), clock(), 2)
    const waits = 2000
    for (let turn = 0; turn < waits; turn++) wait.next()
    expect(calls.filter((call) => call === 'sleep')).toHaveLength(waits)
    // It looked at the waits 0, 2, 6, 14, … and then at every 256th.
    expect(calls.filter((call) => call === 'look').length).toBeLessThan(10 * 20)
  })

  it('looks each time again once that brought something', () => {
    let calls: string[] = []
    let comes = false
    const wait = new HotWait(
      (sleeps) => {
        calls.push(sleeps ? 'sleep' : 'look')
        return comes || sleeps ? 1 : 0
      },
      () => undefined,
      clock(),
      2
    )
    for (let turn = 0; turn < 300; turn++) wait.next()
    comes = true
    for (let turn = 0; turn < 300; turn++) wait.next()
    calls = []
    for (let turn = 0; turn < 3; turn++) wait.next()
    expect(calls).toEqual(['look', 'look', 'look'])
  })

  it('sleeps at once where there is one processor', () => {
    const { read, calls } = socketAt(1)
    new HotWait(read, () => calls.push('give way'), clock(), 1).next()
    expect(calls).toEqual(['sleep'])
  })
})
