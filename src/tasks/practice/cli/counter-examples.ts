/** Counter-examples: found with check --counter-example, and tried again with replay. */
import * as v from 'valibot'
import { failure, type Result, success } from '#shared/fault'
import { counted } from '#shared/text'
import { defineCommand } from '#cli/command'
import { text, UsageError } from '#cli/options'
import { type Answer, type CommandNeeds, exitCodes, failed } from '#cli/output'
import { readFileWhole } from '#lab/run-file/read-file'
import { writeDocument } from '../lab/class/class-files'
import type { CheckRequest } from '../lab/check-program'
import { findCounterExample, replay } from '../lab/find-counter-example'
import { type CounterExample, counterExampleSchema, type Script, stepsOf } from '../model/counter-example'
import { shownText } from '../model/divergence'

const fileMostBytes = 80_000_000

const scriptLines = (script: Script): string[] =>
  script.map(({ client, payload }) => `  client ${client} -> server  "${shownText(payload)}"`)

/** The shortest that was found is written; without one nothing is. */
export async function findAndWrite(
  request: CheckRequest,
  { to, seed }: { to: string; seed: number },
  needs: CommandNeeds
): Promise<Answer> {
  const found = await findCounterExample(request, seed)
  if (!found.ok) return failed(found.fault)
  const { example, datagrams } = found.value
  if (example === null) {
    needs.print(`  = Nothing found in ${counted(datagrams, 'random datagram')} with seed ${seed}.`)
    return { document: { seed, counterExample: null }, code: exitCodes.done }
  }
  const written = await writeDocument(to, example)
  if (!written.ok) return failed(written.fault)
  needs.print(`  A counter-example of ${counted(example.steps.length, 'datagram')}, seed ${seed}:`)
  for (const line of scriptLines(stepsOf(example))) needs.print(line)
  needs.print(`      expected: ${example.expected}`)
  needs.print(`      seen:     ${example.seen}`)
  needs.print(`  Written: ${to}. Try it again with: replay ${to} PROGRAM`)
  return { document: { seed, counterExample: example }, code: exitCodes.failed }
}

async function readExample(file: string): Promise<Result<CounterExample>> {
  const read = await readFileWhole(file, fileMostBytes)
  if (!read.ok) return read
  const damaged = failure('file/damaged', `"${file}" is no counter-example of UDP Lab.`, {
    advice: 'Choose a file that "check --counter-example" has written.'
  })
  try {
    const parsed = v.safeParse(counterExampleSchema, JSON.parse(new TextDecoder().decode(read.value)))
    return parsed.success ? success(parsed.output) : damaged
  } catch {
    return damaged
  }
}

async function run(
  { interpreter }: { interpreter: string | undefined },
  needs: CommandNeeds,
  [file, program]: readonly string[]
): Promise<Answer> {
  if (file === undefined || program === undefined)
    throw new UsageError('replay needs a counter-example and a program: replay FILE PROGRAM.')
  const example = await readExample(file)
  if (!example.ok) return failed(example.fault)
  const replayed = await replay(example.value, { file: program, interpreter: interpreter ?? null })
  if (!replayed.ok) return failed(replayed.fault)
  const { wrong, script } = replayed.value
  for (const line of scriptLines(script)) needs.print(line)
  if (wrong) {
    needs.print(`      expected: ${wrong.expected}`)
    needs.print(`      seen:     ${wrong.seen}`)
  }
  needs.print(wrong ? '  = The program still does it wrong.' : '  = Every datagram was answered right.')
  return { document: { program, wrong }, code: wrong ? exitCodes.failed : exitCodes.done }
}

export const replayCommand = defineCommand({
  name: 'replay',
  summary: 'Sends the datagrams of a counter-example to a program again.',
  words: {
    maximum: 2,
    help: [
      ['FILE', 'a counter-example that check --counter-example has written'],
      ['PROGRAM', 'your server, as it is now']
    ]
  },
  options: { interpreter: text('FILE', 'the program that runs it, where its ending does not say') },
  withoutEngine: true,
  run
})
