/** The id of a student's variant, from a name that somebody else chose. */
import { failure, type Result, success } from '#shared/fault'
import { variantForm } from '../assignment'

const longest = 64

/** What no id may have becomes an underscore; the same name always gives the same id. */
export function variantOfName(name: string): Result<string> {
  const id = [...name.normalize('NFC')]
    .slice(0, longest)
    .join('')
    .replace(/[^\p{L}\p{N}._ -]/gu, '_')
    .trim()
    .slice(0, longest)
  if (variantForm.test(id)) return success(id)
  return failure('input/invalid', `"${name}" is no id of a variant.`, {
    advice: 'Name the submission by letters and digits.'
  })
}

/** Of Gradescope's submission_metadata.json: the part of the first student's email address before the @. */
export function variantOfMetadata(text: string): Result<string> {
  const email = emailIn(text)
  if (email !== null) return variantOfName(email.replace(/@.*$/, ''))
  return failure('input/invalid', 'The metadata of the submission name no email address of a student.', {
    advice: 'Name the file submission_metadata.json of Gradescope.'
  })
}

function emailIn(text: string): string | null {
  try {
    const { users } = JSON.parse(text) as { users?: unknown }
    const first = (Array.isArray(users) ? users[0] : null) as { email?: unknown } | null
    return typeof first?.email === 'string' ? first.email : null
  } catch {
    return null
  }
}
