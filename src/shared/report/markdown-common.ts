/** The report's sections of all runs in Markdown: their figures side by side, programs, machine, ids and hashes. */
import { compareTables } from './compare'
import { fenced, markdownTable, one } from './markdown-text'
import type { Numbering } from './numbering'
import { runRows } from './parts'
import { type CommonSectionName, type Report, runsOf, taskSections } from './report'
import * as words from './words'

function compareBlocks(report: Report, numbering: Numbering): string[] {
  const tables = compareTables(report, numbering).map(({ columns, rows }) =>
    markdownTable(
      [
        'Figure',
        ...columns.map(
          ({ title, runId, isEmulated }) =>
            `${title}, ${runId.slice(0, 8)}${isEmulated ? `, ${words.emulatedNote}` : ''}`
        ),
        'Unit'
      ],
      rows.map(({ label, values, unit }) => [one(label), ...values, one(unit)])
    )
  )
  if (tables.length === 0 && runsOf(report).length > 0) return [`*${words.noneToCompare}*`]
  return [words.compareNote, ...tables]
}

function programBlocks(report: Report): string[] {
  const programs = taskSections(report).flatMap(({ programs: own, task }) =>
    own.flatMap((program) => [`${one(`${task}/${program.title}`)}:`, fenced(program.text, 'python')])
  )
  return [words.codeNote, ...programs]
}

const machineBlocks = (report: Report): string[] =>
  words.machineRows(report).map((rows) =>
    markdownTable(
      ['Fact', 'Value'],
      rows.map(([label, value]) => [one(label), one(value)])
    )
  )

function runBlocks(report: Report, numbering: Numbering): string[] {
  const rows = runRows(report, numbering).map(({ name, title, id, hash, started }) => [
    `${name}. ${one(title) || words.notGiven}`,
    one(id),
    one(hash),
    started
  ])
  return [
    `${words.runsNote} ${words.terminalsNote}`,
    markdownTable(['Run', 'Id', 'SHA-256 of its events', 'Started'], rows)
  ]
}

const sections: Record<CommonSectionName, (report: Report, numbering: Numbering) => string[]> = {
  compare: compareBlocks,
  programs: programBlocks,
  machine: machineBlocks,
  runs: runBlocks
}

export const commonBlocks = (kind: CommonSectionName, report: Report, numbering: Numbering): string[] =>
  sections[kind](report, numbering)
