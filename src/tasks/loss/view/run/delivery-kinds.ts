/** What may have become of a number, as the charts of delivery show it. */

/** Losses stand at the foot of the bars, where a few among thousands are seen. */
export const deliveryKinds = [
  { key: 'lostRequests', label: 'lost request', colour: '--data-lost-request', pattern: 'hatched' },
  { key: 'lostReplies', label: 'lost reply', colour: '--data-lost-reply', pattern: 'dotted' },
  { key: 'waiting', label: 'waiting, unsent', colour: '--data-waiting', pattern: 'plain' },
  { key: 'returned', label: 'returned', colour: '--data-delivered', pattern: 'plain' }
] as const
