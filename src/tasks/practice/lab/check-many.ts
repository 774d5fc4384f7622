/** Many programs: side by side where each can have a network of its own, else one after the other. */
import { availableParallelism } from 'node:os'
import type { Result } from '#shared/fault'
import type { Isolation } from '../model/class/isolation'
import type { CheckOutcome } from '../model/outcome'
import { checkProgram, type CheckRequest } from './check-program'
import { checkIsolated, checkLimitMs, tooSlow } from './isolated'
import { isolationHere } from './namespaces'

/** A check mostly waits: so many of them keep a processor busy. */
const perProcessor = 2
const sideBySideMost = 16

export type Progress = (index: number, result: Result<CheckOutcome>, seconds: number) => void

export interface CheckedMany {
  results: Result<CheckOutcome>[]
  isolation: Isolation
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
  const isolation = await isolationHere()
  const results: Result<CheckOutcome>[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index]
      if (!request || request.signal?.aborted) return
      const startMs = performance.now()
      const result =
        isolation === 'none' ? await checkHere(request) : await checkIsolated(request, commandLine, isolation)
      results[index] = result
      told(index, result, (performance.now() - startMs) / 1000)
    }
  }
  const workers = isolation === 'none' ? 1 : Math.min(sideBySideMost, perProcessor * availableParallelism())
  await Promise.all(Array.from({ length: workers }, work))
  return { results, isolation }
}
