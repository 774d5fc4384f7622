/** What an answer must be before it counts as one. */
import type { Question } from './lesson'

/** Why the text is no answer to the question, in words, or null. */
export function refusalOf({ form }: Pick<Question, 'form'>, text: string): string | null {
  if (text.trim() === '') return 'Write something first. A guess is fine.'
  if (form.kind === 'number' && !/^\d{1,10}$/.test(text.trim().replaceAll(',', '')))
    return 'A whole number, such as 0 or 256.'
  return null
}
