/** How the lab says that an endpoint's thread is no more. */
import type { Fault } from '../../shared/fault'

const advice = 'Its port is free again: start it once more.'

export function deathOf(name: string, cause: string): Fault {
  return { code: 'endpoint/died', message: `The thread of ${name} died: ${cause}.`, advice }
}

export function hungFor(name: string, ms: number): Fault {
  return {
    code: 'endpoint/hung',
    message: `${name} gave no sign of life for ${ms / 1000} s and was ended.`,
    advice
  }
}
