/** The texts of the exercise's programs, put into the window when it is built. Loaded with the first program shown. */
import { type SourceId, type ProgramLanguage, sourcePath } from '#shared/lessons/sources'

const resources = '../../../../../resources'

const texts = import.meta.glob<string>('../../../../../resources/{python,typescript,c}/task*/*', {
  query: '?raw',
  import: 'default',
  eager: true
})

export function textOf(id: SourceId, language: ProgramLanguage): string {
  return texts[`${resources}/${sourcePath(id, language)}`] ?? ''
}
