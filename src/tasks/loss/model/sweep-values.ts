/** The values of a sweep as they are typed: `1000, 2000, 5000`, or `from:to:step`, or both. */
import { seriesLimits } from './series-plan'

export type ValuesReading = { ok: true; values: number[] } | { ok: false; problem: string }

/** A list beyond this is not even built; the limit of a series is far below. */
export const valuesMaximum = 20_000

const plain = /^\d+(\.\d+)?(e\d+)?$/i

export function readValues(text: string): ValuesReading {
  const values: number[] = []
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const parts = word.split(':')
    if ((parts.length !== 1 && parts.length !== 3) || !parts.every((part) => plain.test(part))) {
      return {
        ok: false,
        problem: `"${word}" is not a value. Write numbers with commas, such as 1000,2000, or from:to:step, such as 1000:5000:1000.`
      }
    }
    const tooGreat = parts.find((part) => Number(part) > Number.MAX_SAFE_INTEGER)
    if (tooGreat !== undefined) {
      return { ok: false, problem: `"${tooGreat}" is more than any value may be.` }
    }
    const [from, to = from, step = 1] = parts.map(Number) as [number, number?, number?]
    if (step <= 0 || to < from) {
      return { ok: false, problem: `"${word}" has no values: from:to:step goes upwards, by a step above 0.` }
    }
    const more = Math.floor((to - from) / step + 1e-9) + 1
    if (values.length + more > valuesMaximum) {
      return {
        ok: false,
        problem: `"${word}" has too many values: a sweep has at most ${seriesLimits.runs} runs.`
      }
    }
    // Steps such as 0.1 have no exact form: their sum would drift.
    for (let index = 0; index < more; index++) values.push(Number((from + index * step).toFixed(6)))
  }
  if (values.length === 0) return { ok: false, problem: 'Name at least one value, such as 1000,2000,5000.' }
  return { ok: true, values }
}
