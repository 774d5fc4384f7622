/** The texts of the exercise's programs: where each is in each language. */

export const programLanguages = ['python', 'typescript', 'c'] as const
export type ProgramLanguage = (typeof programLanguages)[number]

/** A program's text, as its task names it: `task4/part1_server`. */
export type SourceId = string

const extensions: Record<ProgramLanguage, string> = { python: 'py', typescript: 'ts', c: 'c' }

/** Path below resources/: `python/task4/part1_server.py`, `typescript/task4/part1-server.ts`. */
export function sourcePath(id: SourceId, language: ProgramLanguage): string {
  const name = language === 'typescript' ? id.replaceAll('_', '-') : id
  return `${language}/${name}.${extensions[language]}`
}
