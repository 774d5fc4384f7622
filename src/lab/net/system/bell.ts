/**
 * An eventfd(2) by which the lab wakes an endpoint's thread that waits in ppoll(). It belongs to the lab, which closes it
 * when the thread is gone: its number must not come to mean another file while somebody may still ring.
 */
import { closeSync, writeSync } from 'node:fs'
import { systemCalls } from './calls'
import { eventFlags } from './constants'

const one = new Uint8Array(new BigUint64Array([1n]).buffer)

export interface Bell {
  descriptor: number
  ring(): void
  close(): void
}

/** For a thread that never waits in a system call. */
export const silentBell: Bell = { descriptor: -1, ring: () => undefined, close: () => undefined }

/** A bell, or one that never rings where there are no system calls: a thread of another engine needs none. */
export function makeBell(): Bell {
  const loaded = systemCalls()
  const descriptor = loaded.ok ? loaded.calls.eventfd(0, eventFlags) : -1
  if (descriptor < 0) return silentBell
  let open = true
  return {
    descriptor,
    ring: () => {
      if (open) writeSync(descriptor, one)
    },
    close: () => {
      if (open) closeSync(descriptor)
      open = false
    }
  }
}
