// @ts-check
/**
 * What the booted kernel is asked to do. Counts prove there and times do not: emulated, it is slow and its clock jumps. So
 * rates are low, and what may not overflow is fewer datagrams than a receive buffer holds.
 */

/** @typedef {import('../../scripts/kernels/answers.mjs').GuestCall} GuestCall */

const runs = 10
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
  ]
}
