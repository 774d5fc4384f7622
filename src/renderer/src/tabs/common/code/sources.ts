/** The texts of the exercise's programs, put into the window when it is built. Loaded with the first program shown. */
import { type ProgramId, type ProgramLanguage, programPath } from '#shared/lessons/programs'

const resources = '../../../../../../resources'

const texts = import.meta.glob<string>('../../../../../../resources/{python,typescript,c}/task*/*', {
  query: '?raw',
  import: 'default',
  eager: true
})

export function sourceOf(id: ProgramId, language: ProgramLanguage): string {
  return texts[`${resources}/${programPath(id, language)}`] ?? ''
}
