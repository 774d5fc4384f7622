/** What may have become of a number, as the charts of delivery show it. */

/** In the order of `fateNames`. Losses stand at the foot of the bars, where a few among thousands are seen. */
export const deliveryKinds = [
  {
    key: 'lostRequests',
    label: 'lost request',
    lost: true,
    colour: '--data-lost-request',
    pattern: 'hatched'
  },
  { key: 'lostReplies', label: 'lost reply', lost: true, colour: '--data-lost-reply', pattern: 'dotted' },
  { key: 'waiting', label: 'waiting, unsent', lost: false, colour: '--data-waiting', pattern: 'plain' },
  { key: 'returned', label: 'returned', lost: false, colour: '--data-delivered', pattern: 'plain' }
] as const
