/** The texts of the exercise's programs, put into the window when it is built. Loaded with the first program shown. */
import { type SourceId, type ProgramLanguage, sourcePath } from '#shared/lessons/sources'

const resources = '../../../../../resources'

/** Each task's folder, whatever it is called; what is measured with is none. */
const texts = import.meta.glob<string>(
  ['../../../../../resources/{python,typescript,c}/*/*.{py,ts,c}', '!../../../../../resources/*/bench/*'],
  { query: '?raw', import: 'default', eager: true }
)

/** A program that is not among the resources says so in its place, as no student should see it: tests look for all. */
export function textOf(id: SourceId, language: ProgramLanguage): string {
  const path = sourcePath(id, language)
  return texts[`${resources}/${path}`] ?? `This program is missing: resources/${path}\n`
}
