/** The report as Markdown (CommonMark with tables), with the pictures as data: URLs at the end of the one file. */
import { figureCells, figureHead, pictureUrl, questionText, runLines, runRows, whoRows } from './parts'
import { plainLine, plainText } from './plain'
import type { LogPart, Report, ReportRun, ReportSection, ReportTerminal, TaskSection } from './report'
import * as words from './words'

/** Whatever Markdown or HTML in it would mean something stands for itself. */
function escapeInline(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>&|~$@]/g, (character) => `\\${character}`)
}

/** Signs that begin a heading, list, table or rule where a line begins. */
function escapeLine(text: string): string {
  return escapeInline(text.trim())
    .replace(/^([#+\-=:])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}

const one = (text: string): string => escapeLine(plainLine(text))
const given = (text: string): string => one(text) || words.notGiven

/** Each line of the text is a line of its own; an empty one begins a new paragraph. */
export function markdownText(text: string): string {
  return plainText(text)
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => escapeLine(line.replaceAll('\t', ' ')))
        .join('\\\n')
    )
    .join('\n\n')
}

/** A fence longer than any in the text. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${plainText(text).trimEnd()}\n${fence}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

function logText(parts: readonly LogPart[]): string {
  return parts
    .map((part) => (part.kind === 'cut' ? words.cutText(part.count) : part.lines.join('\n')))
    .join('\n')
}

function terminal(
  { title, before, after }: ReportTerminal,
  moment: 'before' | 'after',
  empty: string
): string[] {
  const parts = moment === 'before' ? before : after
  return [`${one(title)}:`, parts.length > 0 ? fenced(logText(parts), 'text') : `*${empty}*`]
}

/** Writes the pictures' addresses down, to be put where they do not stand between the words. */
class Pictures {
  readonly definitions: string[] = []

  add(description: string, png: Uint8Array): string {
    const name = `picture-${this.definitions.length + 1}`
    this.definitions.push(`[${name}]: ${pictureUrl(png)}`)
    return `![${one(description)}][${name}]`
  }
}

const stamp = (run: ReportRun): string => `*${one(words.stampText(run))}*`

function runBlocks(run: ReportRun, pictures: Pictures): string[] {
  const blocks = [`### ${given(run.title)}`]
  const { started, stamp: whole } = runLines(run)
  blocks.push(one(started), `*${one(whole)}*`)
  if (run.terminals.length > 0) {
    blocks.push('#### Terminals before: no client yet')
    blocks.push(...run.terminals.flatMap((each) => terminal(each, 'before', 'Nothing yet.')))
    blocks.push('#### Terminals after')
    blocks.push(...run.terminals.flatMap((each) => terminal(each, 'after', 'Nothing.')), stamp(run))
  }
  for (const { caption, description, png } of run.pictures) {
    blocks.push(pictures.add(description, png), one(caption), stamp(run))
  }
  if (run.figures.length > 0) {
    const rows = figureCells(run).map(([label, value, unit]) => [one(label), value, one(unit)])
    blocks.push('#### Measured figures', table(figureHead, rows), stamp(run))
  }
  return blocks
}

function taskBlocks(section: TaskSection, number: number, pictures: Pictures): string[] {
  const blocks = [`## ${number}. ${one(section.title)}`]
  if (section.programs.length > 0) blocks.push('### The code used', words.codeNote)
  for (const { title, text } of section.programs) blocks.push(`${one(title)}:`, fenced(text, 'python'))
  if (section.runs.length === 0) blocks.push(`*${words.noRun}*`)
  for (const run of section.runs) blocks.push(...runBlocks(run, pictures))
  if (section.answers.length > 0) blocks.push('### Questions and answers')
  for (const answer of section.answers) {
    blocks.push(`**${one(questionText(answer))}**`, markdownText(answer.answer) || `*${words.notAnswered}*`)
  }
  return blocks
}

function sectionBlocks(report: Report, section: ReportSection, number: number, pictures: Pictures): string[] {
  if (section.kind === 'task') return taskBlocks(section, number, pictures)
  if (section.kind === 'machine') {
    const tables = words.machineRows(report).map((rows) =>
      table(
        ['Fact', 'Value'],
        rows.map(([label, value]) => [one(label), one(value)])
      )
    )
    return [`## ${number}. Machine and system`, ...tables]
  }
  const rows = runRows(report).map(({ title, id, hash, started }) => [
    given(title),
    one(id),
    one(hash),
    started
  ])
  return [
    `## ${number}. Runs and their hashes`,
    words.runsNote,
    table(['Run', 'Id', 'SHA-256 of its events', 'Started'], rows)
  ]
}

export function reportMarkdown(report: Report): string {
  const pictures = new Pictures()
  const who = whoRows(report.fields).map(([label, typed]) => [label, given(typed)])
  const blocks = report.sections.flatMap((section, index) =>
    sectionBlocks(report, section, index + 1, pictures)
  )
  const all = [`# ${words.reportTitle}`, table(['Of', 'Given'], who), ...blocks, ...pictures.definitions]
  return `${all.join('\n\n')}\n`
}
