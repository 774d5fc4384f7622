/** The report as Markdown, in the order of the HTML, with the pictures as data: URLs at the end of the one file. */
import { base64Of } from './base64'
import type { Html } from './html-template'
import { commonBlocks } from './markdown-common'
import { fenced, markdownTable, markdownText, one } from './markdown-text'
import { type NumberedPicture, Numbering } from './numbering'
import {
  captionText,
  evidenceText,
  findingText,
  predictedHead,
  predictedRows,
  questionText,
  runLine,
  runName,
  whoRows
} from './parts'
import { standalone } from './svg-file'
import type { LogPart, Report, ReportRun, TaskSection } from './report'
import * as words from './words'

const given = (text: string): string => one(text) || words.notGiven

/** Writes the pictures' addresses down, to be put where they do not stand between the words. */
class Pictures {
  readonly definitions: string[] = []

  add(description: string, svg: Html): string {
    const name = `picture-${this.definitions.length + 1}`
    const url = `data:image/svg+xml;base64,${base64Of(new TextEncoder().encode(standalone(svg)))}`
    this.definitions.push(`[${name}]: ${url}`)
    return `![${one(description)}][${name}]`
  }
}

interface Around {
  report: Report
  numbering: Numbering
  pictures: Pictures
}

function logText(part: LogPart): string {
  if (part.kind === 'lines') return part.lines.join('\n')
  return part.kind === 'cut' ? words.cutText(part.count) : words.clientNote
}

function pictureBlocks(
  numbered: NumberedPicture,
  run: ReportRun,
  { numbering, pictures }: Around,
  svg = numbered.picture.svg
): string[] {
  const { number, text } = captionText(numbered, run, numbering)
  return [pictures.add(text, svg), `**${number}** ${one(text)}`]
}

function runBlocks(run: ReportRun, around: Around): string[] {
  const { numbering } = around
  const pictures = numbering.picturesOf(run).filter(({ isLeading }) => !isLeading)
  return [
    `### ${runName(run, numbering)}. ${given(run.title)}`,
    one(runLine(run, numbering)),
    `*${one(words.stampText(run))}*`,
    ...pictures.flatMap((picture) => pictureBlocks(picture, run, around)),
    ...run.terminals.flatMap(({ title, parts }) => [
      `${one(title)}:`,
      parts.length > 0 ? fenced(parts.map(logText).join('\n'), 'text') : '*Nothing.*'
    ]),
    ...(run.table
      ? [
          markdownTable(
            run.table.columns.map(one),
            run.table.rows.map((row) => row.map(one))
          )
        ]
      : [])
  ]
}

function taskBlocks(section: TaskSection, number: number, around: Around): string[] {
  const blocks = [`## ${number}. ${one(section.title)}`]
  for (const answer of section.answers) {
    blocks.push(`**${one(questionText(answer))}**`, markdownText(answer.answer) || `*${words.notAnswered}*`)
    const evidence = answer.evidence && evidenceText(answer.evidence, around.report, around.numbering)
    if (evidence) blocks.push(`Evidence: ${one(evidence)}`)
  }
  if (section.runs.length === 0) blocks.push(`*${words.noRun}*`)
  return [...blocks, ...section.runs.flatMap((run) => runBlocks(run, around))]
}

function firstBlocks(around: Around): string[] {
  const { report, numbering } = around
  const { leading } = numbering
  const predicted = predictedRows(report, numbering).map((row) => row.map(one))
  return [
    `# ${words.reportTitle}`,
    markdownTable(
      ['Field', 'Value'],
      whoRows(report.fields).map(([label, typed]) => [label, given(typed)])
    ),
    '## Finding',
    one(findingText(report, numbering)) || words.noFinding,
    ...(leading ? pictureBlocks(leading.picture, leading.run, around, leading.picture.picture.wide) : []),
    ...(predicted.length > 0 ? ['### Predicted and measured', markdownTable(predictedHead, predicted)] : []),
    `*${words.findingNote}*`
  ]
}

export function reportMarkdown(report: Report): string {
  const around = { report, numbering: new Numbering(report), pictures: new Pictures() }
  const blocks = [
    ...firstBlocks(around),
    ...report.sections.flatMap((section, index) =>
      section.kind === 'task'
        ? taskBlocks(section, index + 1, around)
        : [
            `## ${index + 1}. ${words.commonTitles[section.kind]}`,
            ...commonBlocks(section.kind, report, around.numbering)
          ]
    )
  ]
  return `${[...blocks, ...around.pictures.definitions].join('\n\n')}\n`
}
