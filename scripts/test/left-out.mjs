// @ts-check
/**
 * What a slow machine leaves out: CI may take 35 minutes, and one machine took more than twice as long as another of its kind. What only runs once
 * more, in another way, what another job runs gives way there, and is named among the skipped; by hand everything runs.
 */

/**
 * @typedef {object} Repeat
 * @property {string} what in words
 * @property {number} withinMinutes on CI it is begun only so soon after the first job
 */

/**
 * @param {Repeat | undefined} repeat
 * @param {number} elapsedMs since the first job began
 * @param {boolean} isHurried whether time is short, as on CI
 * @returns {string | null} why it is not begun
 */
export function whyLeftOut(repeat, elapsedMs, isHurried) {
  if (!repeat || !isHurried) return null
  const minutes = elapsedMs / 60_000
  if (minutes <= repeat.withinMinutes) return null
  return `all (${repeat.what}: this machine came to it after ${Math.round(minutes)} min, later than the ${repeat.withinMinutes} min that leave time for it)`
}
