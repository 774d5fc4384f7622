// @ts-check
/**
 * What the booted kernel is asked to do. Counts prove there and times do not: emulated, it is slow and its clock jumps. So
 * rates are low, and what may not overflow is fewer datagrams than a receive buffer holds.
 */

/** @typedef {import('../../scripts/kernels/answers.mjs').GuestCall} GuestCall */

/** More than the ten that are asked for: in one whose server is not let run the queue that was predicted is never full. */
const runs = 16
const task4 = (/** @type {string[]} */ ...words) => ['task4', ...words]
/** 200 numbers fit the default buffer whoever reads late. */
const gently = task4(
  '--count',
  '200',
  '--rate',
  '400',
  '--client-reads',
  'while',
  '--client-buffer',
  '2000000'
)
/** A server that cannot keep up, with a buffer for a few. */
const tooMany = ['--count', '400', '--server-buffer', '4000', '--service-us', '5000']

/** @param {string} algorithm @param {...string} more */
const pool = (algorithm, ...more) => ['balance', '--export', 'ipvs', '--algorithm', algorithm, ...more]
const each = ['--per', 'datagram']
/** @param {string} name @param {string} experiment @param {string[]} words @param {unknown} [parameters] @returns {GuestCall} */
const ipvs = (name, experiment, words = [], parameters = {}) => ({
  name: `ipvs ${name}`,
  words,
  experiment: ['ipvs', experiment, parameters]
})
const some = { clients: 40, each: 4 }
const many = { clients: 400 }

/**
 * Each group is a process of its own in the guest, which measures the kernel anew.
 *
 * @type {Record<string, GuestCall[]>}
 */
export const groups = {
  queues: Array.from({ length: runs }, (_, index) => ({
    name: `unread ${index + 1}`,
    words: task4('--count', '3000')
  })),
  doctor: [{ name: 'doctor', words: ['doctor'] }],
  path: [
    { name: 'clean', netem: ['loss', '0%'], words: [...gently, ...tooMany] },
    { name: 'loss', netem: ['loss', '10%'], words: gently },
    { name: 'loss and drops', words: [...gently, ...tooMany] },
    { name: 'copies', netem: ['duplicate', '20%'], words: gently },
    { name: 'late', netem: ['delay', '20ms', 'reorder', '25%'], words: gently }
  ],
  // An administrator may allow next to nothing: what is asked for is capped then (socket(7), rmem_max).
  // Allowed more before, in the same process: what was measured then is no answer any more.
  capped: [
    { name: 'roomy doctor', netem: ['loss', '0%'], words: ['doctor'] },
    { name: 'capped doctor', receiveBufferMaximumBytes: 4096, words: ['doctor'] },
    {
      name: 'capped run',
      words: task4('--count', '100', '--server-buffer', '200000', '--service-us', '5000')
    }
  ],
  ipvs: [
    ipvs('defaults', 'defaults'),
    ipvs('rr', 'spread', pool('round-robin'), some),
    ipvs('wrr', 'spread', pool('weighted-round-robin', '--weights', '5,3,1,1'), some),
    ipvs('lc', 'spread', pool('least-outstanding'), some),
    ipvs('sh', 'spread', pool('source-hash'), some),
    ipvs('mh', 'spread', pool('maglev'), some),
    ipvs('mh weighted', 'spread', pool('maglev', '--weights', '3,1,0'), some),
    ipvs('ops', 'spread', pool('round-robin', ...each), { clients: 1, each: 40 }),
    ipvs('two balancers rr', 'agreement', pool('round-robin'), { clients: 102 }),
    ipvs('two balancers sh', 'agreement', pool('source-hash'), { clients: 102 }),
    ipvs('two balancers mh', 'agreement', pool('maglev'), { clients: 102 }),
    ipvs('one removed sh', 'disturbance', pool('source-hash', ...each), many),
    ipvs('one removed mh', 'disturbance', pool('maglev', ...each), many),
    ipvs('black hole', 'blackHole', pool('round-robin')),
    ipvs('expiry', 'expiry', pool('round-robin'), { seconds: 2 }),
    ipvs('mended before', 'mendedBefore', pool('round-robin')),
    ipvs('late server', 'leastConnections', pool('least-outstanding')),
    ipvs('lc by datagram', 'leastConnectionsByDatagram'),
    ipvs('quiesced', 'quiesced')
  ]
}
