import type { WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { eventChannel } from '#shared/channels'
import type { SessionEvent } from '#shared/events/session'
import { EventPump } from './event-pump'

const began = (sessionId: string): SessionEvent => ({
  type: 'began',
  task: 'task1',
  sessionId,
  startedAtMs: 0,
  startedAtEpochMs: 0
})

function recordingPage(): { page: WebContents; sent: unknown[] } {
  const sent: unknown[] = []
  const send = (channel: string, events: unknown): void => void sent.push([channel, events])
  return { page: { send, isDestroyed: () => false } as unknown as WebContents, sent }
}

describe('EventPump', () => {
  it('sends a page that asks again what was on its way to it', () => {
    const pump = new EventPump()
    const { page, sent } = recordingPage()
    pump.listen(page)
    pump.push(began('a'))
    pump.listen(page)
    pump.flush()
    expect(sent).toEqual([[eventChannel, [began('a')]]])
  })

  it('keeps from a page that loads anew what was meant for the one before', () => {
    const pump = new EventPump()
    const { page, sent } = recordingPage()
    pump.listen(page)
    pump.push(began('a'))
    pump.listen(null)
    pump.push(began('b'))
    pump.listen(page)
    pump.push(began('c'))
    pump.flush()
    expect(sent).toEqual([[eventChannel, [began('c')]]])
  })
})
