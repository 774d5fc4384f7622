/** Many programs: side by side where each can have a network of its own, else one after the other. */
import { availableParallelism } from 'node:os'
import type { Result } from '#shared/fault'
import type { CheckOutcome } from '../model/outcome'
import { checkProgram, type CheckRequest } from './check-program'
import { canIsolate, checkIsolated, checkLimitMs, tooSlow } from './isolated'

/** A check mostly waits: so many of them keep a processor busy. */
const perProcessor = 2
const sideBySideMost = 16

export type Progress = (index: number, result: Result<CheckOutcome>, seconds: number) => void

export interface CheckedMany {
  results: Result<CheckOutcome>[]
  isolated: boolean
}

/** In this process, and with the same limit of time. */
async function checkHere(request: CheckRequest): Promise<Result<CheckOutcome>> {
  const limit = AbortSignal.timeout(checkLimitMs)
  const { signal } = request
  const result = await checkProgram({ ...request, signal: signal ? AbortSignal.any([signal, limit]) : limit })
  return !result.ok && limit.aborted && !signal?.aborted ? tooSlow : result
}

export async function checkSome(
  requests: readonly CheckRequest[],
  commandLine: readonly string[],
  told: Progress
): Promise<CheckedMany> {
  const isolated = await canIsolate()
  const results: Result<CheckOutcome>[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index]
      if (!request || request.signal?.aborted) return
      const startMs = performance.now()
      const result = isolated ? await checkIsolated(request, commandLine) : await checkHere(request)
      results[index] = result
      told(index, result, (performance.now() - startMs) / 1000)
    }
  }
  const workers = isolated ? Math.min(sideBySideMost, perProcessor * availableParallelism()) : 1
  await Promise.all(Array.from({ length: workers }, work))
  return { results, isolated }
}
