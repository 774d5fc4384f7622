/** The report as Markdown (CommonMark with tables), with the pictures as data: URLs at the end of the one file. */
import { base64Of } from './base64'
import { figureText } from './figures'
import { plainLine, plainText } from './plain'
import {
  type LogPart,
  type Report,
  type ReportRun,
  type ReportSection,
  type ReportTerminal,
  runsOf,
  type TaskSection
} from './report'
import {
  cutText,
  machineRows,
  momentText,
  noRun,
  notAnswered,
  notGiven,
  reportTitle,
  stampText
} from './words'

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
const given = (text: string): string => one(text) || notGiven

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
  return parts.map((part) => (part.kind === 'cut' ? cutText(part.count) : part.lines.join('\n'))).join('\n')
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
    this.definitions.push(`[${name}]: data:image/png;base64,${base64Of(png)}`)
    return `![${one(description)}][${name}]`
  }
}

const stamp = (run: ReportRun): string => `*${one(stampText(run))}*`

function runBlocks(run: ReportRun, pictures: Pictures): string[] {
  const blocks = [`### ${given(run.title)}`]
  blocks.push(`Started ${momentText(run.startedAtEpochMs)}.${run.endRemark ? ` ${one(run.endRemark)}` : ''}`)
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
    const rows = run.figures.map((figure) => [one(figure.label), figureText(figure), figure.unit])
    blocks.push('#### Measured figures', table(['Figure', 'Value', 'Unit'], rows), stamp(run))
  }
  return blocks
}

function taskBlocks(section: TaskSection, number: number, pictures: Pictures): string[] {
  const blocks = [`## ${number}. ${one(section.title)}`]
  if (section.programs.length > 0) blocks.push('### The code used')
  for (const { title, text } of section.programs) blocks.push(`${one(title)}:`, fenced(text, 'python'))
  if (section.runs.length === 0) blocks.push(`*${noRun}*`)
  for (const run of section.runs) blocks.push(...runBlocks(run, pictures))
  if (section.answers.length > 0) blocks.push('### Questions and answers')
  for (const { question, answer } of section.answers) {
    blocks.push(`**${one(question)}**`, markdownText(answer) || `*${notAnswered}*`)
  }
  return blocks
}

function sectionBlocks(report: Report, section: ReportSection, number: number, pictures: Pictures): string[] {
  if (section.kind === 'task') return taskBlocks(section, number, pictures)
  if (section.kind === 'machine') {
    const tables = machineRows(report).map((rows) =>
      table(
        ['Fact', 'Value'],
        rows.map(([label, value]) => [one(label), one(value)])
      )
    )
    return [`## ${number}. Machine and system`, ...tables]
  }
  const rows = runsOf(report).map((run) => [
    given(run.title),
    one(run.stamp.runId),
    one(run.stamp.hash),
    momentText(run.startedAtEpochMs)
  ])
  return [
    `## ${number}. Runs and their hashes`,
    table(['Run', 'Id', 'SHA-256 of its events', 'Started'], rows)
  ]
}

export function reportMarkdown(report: Report): string {
  const { name, registrationNumber, course, date } = report.fields
  const pictures = new Pictures()
  const who = [
    ['Name', given(name)],
    ['Registration number', given(registrationNumber)],
    ['Course', given(course)],
    ['Date', given(date)]
  ]
  const blocks = report.sections.flatMap((section, index) =>
    sectionBlocks(report, section, index + 1, pictures)
  )
  const all = [`# ${reportTitle}`, table(['Of', 'Given'], who), ...blocks, ...pictures.definitions]
  return `${all.join('\n\n')}\n`
}
