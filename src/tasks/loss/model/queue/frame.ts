/** One moment of a run: what was where. Counts are datagrams of the run, each number once; times are on the events' clock. */

export interface QueueFrame {
  /** Events that were played so far. */
  events: number
  timeMs: number
  sent: number
  unsent: number
  /** Read by the server, and its service not over. */
  inService: number
  /** The payload that it is taken to have had: that of the next event, until its own tells. */
  begunBytes: number
  /** Its service is over. */
  served: number
  replied: number
  returned: number
  /** Lost at the server's queue, and at the client's. */
  lostRequests: number
  lostReplies: number
  /** The number that passed each place last; 0: none did. */
  lastSent: number
  lastServed: number
  lastReturned: number
  lastLostRequest: number
  lastLostReply: number
  lostRequestMs: number
  lostReplyMs: number
  /** The event that made this moment. */
  eventSide: 'server' | 'client' | null
  eventKind: number
  eventNumber: number
  eventMs: number
  /** Events that stood before what caused them, and were played after it: none in a run that this lab recorded. */
  early: number
}

export const firstFrame: Readonly<QueueFrame> = {
  events: 0,
  timeMs: -Infinity,
  sent: 0,
  unsent: 0,
  inService: 0,
  begunBytes: 0,
  served: 0,
  replied: 0,
  returned: 0,
  lostRequests: 0,
  lostReplies: 0,
  lastSent: 0,
  lastServed: 0,
  lastReturned: 0,
  lastLostRequest: 0,
  lastLostReply: 0,
  lostRequestMs: -Infinity,
  lostReplyMs: -Infinity,
  eventSide: null,
  eventKind: 0,
  eventNumber: 0,
  eventMs: 0,
  early: 0
}
