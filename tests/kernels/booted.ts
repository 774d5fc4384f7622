/** What the booted kernel answered, or why none was booted. */
import { inject } from 'vitest'
import type { Ledger } from '../../src/tasks/loss/model/ledger'
import type { Prediction } from '../../src/tasks/loss/model/prediction'
import type { Witness } from '../../src/tasks/loss/model/witness'

/** What a test needs of `task4 --json`. */
export interface Task4Json {
  ledger: Ledger
  kernelDrops: { server: number; client: number }
  witness: Witness
  foreign: { server: number; client: number }
  prediction: Prediction
}

interface Booted {
  release: string
  finished: boolean
  console: string
  answers: { name: string; code: number | null; document: unknown }[]
}

declare module 'vitest' {
  export interface ProvidedContext {
    kernel: { refusal: string } | Booted
  }
}

const kernel = inject('kernel')

/** Why there is no booted kernel; null: there is one. */
export const refusal = 'refusal' in kernel ? kernel.refusal : null

export function booted(): Booted {
  if ('refusal' in kernel) throw new Error(kernel.refusal)
  return kernel
}

/** What the calls printed whose names begin so. */
export function answersOf<T = Task4Json>(name: string): T[] {
  const { answers, console } = booted()
  const found = answers.filter((answer) => answer.name.startsWith(name))
  if (found.some(({ code, document }) => code !== 0 || document === null))
    throw new Error(`"${name}" failed: ${JSON.stringify(found)}\nthe console: ${console}`)
  return found.map(({ document }) => document as T)
}

export function answerOf<T = Task4Json>(name: string): T {
  const [answer] = answersOf<T>(name)
  if (!answer) throw new Error(`"${name}" was not reached; the console: ${booted().console}`)
  return answer
}
