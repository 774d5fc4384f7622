// @ts-check
/** In which order jobs run, and which beside each other. Pure: how one runs is the caller's. */

/**
 * @typedef {object} Placed
 * @property {boolean} alone whether nothing else may run beside it
 */

/**
 * Runs those that may have company first, in their order, at most `lanes` at a time: whichever lane is free takes the next.
 * The others run after them, one by one.
 *
 * @template {Placed} Job
 * @template Outcome
 * @param {readonly Job[]} jobs
 * @param {number} lanes
 * @param {(job: Job) => Promise<Outcome>} run
 * @returns {Promise<Map<Job, Outcome>>} in the order of `jobs`
 */
export async function runJobs(jobs, lanes, run) {
  /** @type {Map<Job, Outcome>} */
  const outcomes = new Map()
  const waiting = jobs.filter(({ alone }) => !alone)
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) outcomes.set(job, await run(job))
  }
  await Promise.all(Array.from({ length: Math.max(1, lanes) }, lane))
  for (const job of jobs) if (job.alone) outcomes.set(job, await run(job))
  return new Map(jobs.map((job) => [job, /** @type {Outcome} */ (outcomes.get(job))]))
}

/**
 * Deals items out as cards are dealt, so that neighbours, which are often alike, come to different hands.
 *
 * @template Item
 * @param {readonly Item[]} items
 * @param {number} hands
 * @returns {Item[][]} none of them empty
 */
export function deal(items, hands) {
  const dealt = Array.from({ length: hands }, (_, hand) =>
    items.filter((_item, index) => index % hands === hand)
  )
  return dealt.filter(({ length }) => length > 0)
}
