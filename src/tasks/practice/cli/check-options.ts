/** The options of check, and which of them go together. */
import { choice, flag, number, or, text, UsageError, type Values } from '#cli/options'
import { variantForm } from '../model/assignment'
import { roleNames } from '../model/roles'

/** For whatever checks, or packs what will check. */
export const ownChecks = text('OWN.json', 'checks of your own, after those of the app (docs/grading.md)')

export const options = {
  task: choice(roleNames, 'which of the exercise’s programs it is', 'ROLE'),
  variant: text('ID', 'ports, texts and numbers of one student’s own, from an id'),
  'variant-by-name': flag('of a class: the variant of each is the name of the submission'),
  'variant-from': text('FILE', 'for Gradescope: the variant is the one of submission_metadata.json'),
  interpreter: text('FILE', 'the program that runs it, where its ending does not say'),
  checks: ownChecks,
  csv: text('OUT.csv', 'of a class: writes the table for a spreadsheet'),
  xlsx: text('OUT.xlsx', 'of a class: writes a workbook of students and groups'),
  junit: text('OUT.xml', 'of a class: writes the results as JUnit XML'),
  'counter-example': text(
    'OUT.json',
    'of a server: looks with random datagrams for the fewest that show a mistake'
  ),
  seed: or(number('N', { minimum: 0, maximum: 0xffff_ffff }, 'of those random datagrams'), 1),
  gradescope: text('OUT.json', 'of one program: writes results.json for Gradescope'),
  'self-test': flag('checks our collection of right and wrong programs, or the one in the folder FILE')
}

export type Given = Values<typeof options>

const ofClass = ['csv', 'xlsx', 'junit', 'variant-by-name'] as const

const isGiven = (given: Given, name: keyof Given): boolean =>
  given[name] !== undefined && given[name] !== false

/** @throws UsageError */
export function refuseTogether(given: Given, isClass: boolean): void {
  const { variant } = given
  if (variant !== undefined && !variantForm.test(variant))
    throw new UsageError('--variant takes letters, digits, spaces, dots, dashes and underscores, at most 64.')
  const ways = (['variant', 'variant-by-name', 'variant-from'] as const).filter((name) =>
    isGiven(given, name)
  )
  if (ways.length > 1) throw new UsageError(`--${ways.join(' and --')} do not go together.`)
  if (isGiven(given, 'variant-from') && !isGiven(given, 'gradescope'))
    throw new UsageError('--variant-from is for --gradescope.')
  if (isGiven(given, 'checks') && isGiven(given, 'counter-example'))
    throw new UsageError('--checks and --counter-example do not go together.')
  const odd = isClass ? undefined : ofClass.find((name) => isGiven(given, name))
  if (odd !== undefined) throw new UsageError(`--${odd} is for a folder or a zip of a class.`)
}
