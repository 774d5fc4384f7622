import { expect, it } from 'vitest'
import { EventKind } from '#shared/events/batch'
import { firstFrame } from './frame'
import { agreementWords, balanceWords, eventWords, momentWords } from './frame-words'

it('says a time in the unit that fits', () => {
  expect([momentWords(0), momentWords(394.8), momentWords(1052.9)]).toEqual([
    '0.00 ms',
    '394.80 ms',
    '1.0529 s'
  ])
})

it('states two sums, and the service only where there is one', () => {
  const frame = {
    ...firstFrame,
    sent: 14_136,
    inService: 1,
    served: 13_900,
    lostRequests: 23,
    replied: 13_900,
    returned: 13_890
  }
  expect(balanceWords(frame, { server: 212, client: 10 })).toEqual([
    'Server: 14,136 sent = 212 waiting + 1 in service + 13,900 served + 23 lost',
    'Client: 13,900 replied = 10 waiting + 13,890 returned + 0 lost'
  ])
  expect(balanceWords({ ...frame, inService: 0 }, { server: 213, client: 10 })[0]).not.toContain('service')
})

it('says which event made the moment, and that the kernel dropped the number', () => {
  const sent = {
    ...firstFrame,
    timeMs: 7,
    eventSide: 'client',
    eventKind: EventKind.sent,
    eventNumber: 108
  } as const
  expect(eventWords(sent)).toBe('The client sends number 108.')
  expect(eventWords({ ...sent, lastLostRequest: 108, lostRequestMs: 7 })).toBe(
    'The client sends number 108. The server’s queue is full: the number is dropped.'
  )
  const served = { ...sent, eventSide: 'server', eventKind: EventKind.served } as const
  expect(eventWords({ ...served, lastLostReply: 108, lostReplyMs: 7 })).toContain(
    'The client’s queue is full'
  )
  expect(eventWords(firstFrame)).toBe('Nothing is sent yet.')
})

it('says how far the looks agree, or that nobody looked', () => {
  const server = { looks: 118, agreeing: 109, furthest: 0.6 }
  expect(agreementWords({ server, client: { looks: 118, agreeing: 118, furthest: 0 } })).toBe(
    'rebuilt from events; 227 of 236 looks agree, others within 1'
  )
  expect(agreementWords({ server: null, client: null })).toBe('rebuilt from events')
})
