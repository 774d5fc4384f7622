import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Patience } from './patience'

const toFake = ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'] as const
beforeEach(() => void vi.useFakeTimers({ toFake: [...toFake] }))
afterEach(() => void vi.useRealTimers())

const nobody = { anyHeld: false, heldMs: 0 }

it('ends after its time when nobody is held', () => {
  const over = vi.fn()
  new Patience(100, nobody, over)
  vi.advanceTimersByTime(99)
  expect(over).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2)
  expect(over).toHaveBeenCalledOnce()
})

it('stands still while somebody is held', () => {
  const over = vi.fn()
  const gate = { anyHeld: true, heldMs: 0 }
  new Patience(100, gate, over)
  vi.advanceTimersByTime(60_000)
  expect(over).not.toHaveBeenCalled()
  gate.anyHeld = false
  vi.advanceTimersByTime(90)
  expect(over).not.toHaveBeenCalled()
  vi.advanceTimersByTime(40)
  expect(over).toHaveBeenCalledOnce()
})

it('does not count the time in which its own thread slept', () => {
  const over = vi.fn()
  const gate = { anyHeld: false, heldMs: 0 }
  new Patience(100, gate, over)
  vi.advanceTimersByTime(19)
  // A thread that is held runs no timers: they come late, when it is held no more.
  gate.heldMs = 50
  vi.advanceTimersByTime(130)
  expect(over).not.toHaveBeenCalled()
  vi.advanceTimersByTime(30)
  expect(over).toHaveBeenCalledOnce()
})

it('is over when it is ended', () => {
  const over = vi.fn()
  new Patience(100, nobody, over).end()
  vi.advanceTimersByTime(1000)
  expect(over).not.toHaveBeenCalled()
})
