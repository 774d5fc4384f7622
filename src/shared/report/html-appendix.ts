/** The report's sections of all runs in HTML: their figures side by side, programs, machine, ids and hashes. */
import { compareTables } from './compare'
import { table } from './html-parts'
import { html, type Html, joined } from './html-template'
import type { Numbering } from './numbering'
import { runRows } from './parts'
import { plainLine } from './plain'
import { type CommonSectionName, type Report, runsOf, taskSections } from './report'
import * as words from './words'

const nothing = html`<p class="silent">No run, so nothing to tell.</p>`

function compareHtml(report: Report, numbering: Numbering): Html {
  const tables = compareTables(report, numbering).map(({ columns, rows }) =>
    table(
      [
        'Figure',
        ...columns.map(
          ({ title, runId, isEmulated }) =>
            html`${title}<br /><code>${runId.slice(0, 8)}</code
              >${isEmulated && html`<br />${words.emulatedNote}`}`
        ),
        'Unit'
      ],
      rows.map(({ label, values, unit }) => [label, ...values, unit].map(plainLine)),
      'figures'
    )
  )
  if (tables.length === 0)
    return runsOf(report).length === 0 ? nothing : html`<p class="silent">${words.noneToCompare}</p>`
  return html`<p>${words.compareNote}</p>
    ${joined(tables, '\n')}`
}

/** More lines of program than this are set smaller: about two pages. */
const linesMaximum = 280

function programsHtml(report: Report): Html {
  const programs = taskSections(report).flatMap(({ programs: own, task }) =>
    own.map((program) => ({ ...program, task }))
  )
  const lines = programs.reduce((sum, { text }) => sum + text.split('\n').length, 0)
  if (programs.length === 0) return html`<p class="silent">No program is shown.</p>`
  const figures = programs.map(
    ({ title, task, text }) =>
      html`<figure class="program">
        <figcaption>${plainLine(`${task}/${title}`)}</figcaption>
        <pre>${text.trimEnd()}</pre>
      </figure>`
  )
  return html`<p>${words.codeNote}</p>
    <div class="${lines > linesMaximum ? 'programs many' : 'programs'}">${joined(figures, '\n')}</div>`
}

/** Two facts a row. */
function machineHtml(report: Report): Html {
  const tables = words.machineRows(report).map((rows) => {
    const half = Math.ceil(rows.length / 2)
    const pairs = rows.slice(0, half).map((row, index) => [...row, ...(rows[half + index] ?? ['', ''])])
    const cells = pairs.map(([label = '', value = '', other = '', its = '']) => [
      plainLine(label),
      plainLine(value),
      html`<span class="fact">${plainLine(other)}</span>`,
      plainLine(its)
    ])
    return table(null, cells, 'facts')
  })
  return tables.length > 0 ? joined(tables, '\n') : nothing
}

function runsHtml(report: Report, numbering: Numbering): Html {
  const rows = runRows(report, numbering).map(({ name, id, hash }) => [
    name,
    html`<code>${plainLine(id)}</code>`,
    html`<code>${plainLine(hash)}</code>`
  ])
  return html`<p>${words.runsNote} ${words.terminalsNote}</p>
    ${table(['Run', 'Id', 'SHA-256 of its events'], rows, 'runs')}`
}

const sections: Record<CommonSectionName, (report: Report, numbering: Numbering) => Html> = {
  compare: compareHtml,
  programs: programsHtml,
  machine: machineHtml,
  runs: runsHtml
}

export function commonHtml(
  kind: CommonSectionName,
  title: string,
  report: Report,
  numbering: Numbering
): Html {
  return html`<section class="common" id="${kind}">
    <h2>${title}</h2>
    ${sections[kind](report, numbering)}
  </section>`
}
