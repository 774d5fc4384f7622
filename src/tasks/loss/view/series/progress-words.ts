/** How far a series is, in words. */
import type { SeriesProgress } from '#tasks/loss/model/series'

function timeWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  return seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
}

export function progressWords({ done, total, leftMs }: SeriesProgress): string {
  const runs = `${done} of ${total} runs`
  return leftMs === null || done === total ? runs : `${runs}, about ${timeWords(leftMs)} left`
}
