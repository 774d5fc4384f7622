/** How an endpoint's thread ends against its will, in words. */
import type { Fault } from '#shared/fault'
import { escapeHidden } from '#shared/hidden'

const advice = 'Its port is free again: start it once more.'

export function deathOf(name: string, cause: string): Fault {
  return { code: 'endpoint/died', message: `The thread of ${name} died: ${escapeHidden(cause)}.`, advice }
}

export function hungFor(name: string, silentMs: number): Fault {
  return {
    code: 'endpoint/hung',
    message: `${name} gave no sign of life for ${silentMs / 1000} s and was ended.`,
    advice
  }
}
