// @ts-check
/** In which order jobs run, and which beside each other. Pure: how one runs is the caller's. */

/**
 * @typedef {object} Placed
 * @property {number} processors how many it keeps busy, from 0 on
 * @property {boolean} alone whether nothing else may run beside it
 */

/** Shares are decimal fractions: 0.7, 0.7 and 0.6 fill two processors, in whichever order they are added. */
const rounding = 1e-9

/**
 * Runs those that may have company first, as many at a time as there are processors for: whenever one ends, the first of
 * the others that fits begins. Those that may have none run after them, one by one.
 *
 * @template {Placed} Job
 * @template Outcome
 * @param {readonly Job[]} jobs
 * @param {number} processors
 * @param {(job: Job) => Promise<Outcome>} run
 * @returns {Promise<Map<Job, Outcome>>} in the order of `jobs`
 */
export async function runJobs(jobs, processors, run) {
  /** @type {Map<Job, Outcome>} */
  const outcomes = new Map()
  const waiting = jobs.filter(({ alone }) => !alone)
  /** @type {Map<Job, Promise<void>>} */
  const running = new Map()
  const busy = () => [...running.keys()].reduce((sum, job) => sum + job.processors, 0)
  const take = () => {
    // One that asks for more than there is runs when nothing else does.
    const next = waiting.findIndex(
      (job) => running.size === 0 || busy() + job.processors <= processors + rounding
    )
    return waiting.splice(next, next < 0 ? 0 : 1)[0]
  }
  while (waiting.length > 0 || running.size > 0) {
    for (let job = take(); job; job = take()) {
      const begun = job
      const ended = run(begun).then((outcome) => {
        outcomes.set(begun, outcome)
        running.delete(begun)
      })
      running.set(begun, ended)
    }
    await Promise.race(running.values())
  }
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
