/** The report as one self-contained HTML file: every text escaped, pictures as data: URLs, no script, A4 when printed. */
import { reportStyles } from './html-styles'
import { figureCells, figureHead, pictureUrl, questionText, runLines, runRows, whoRows } from './parts'
import { html, type Html, joined, trusted } from './html-template'
import { plainLine } from './plain'
import type { LogPart, Report, ReportAnswer, ReportRun, ReportTerminal, TaskSection } from './report'
import * as words from './words'

/** What a student wrote, in whatever direction its script runs, without turning what stands beside it. */
const typed = (text: string): Html => html`<bdi>${plainLine(text) || words.notGiven}</bdi>`

type Cell = string | Html

function table(head: readonly string[] | null, rows: readonly (readonly Cell[])[], kind: string): Html {
  const header =
    head &&
    html`<thead>
      <tr>
        ${head.map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>`
  const body = rows.map(
    ([first = '', ...rest]) =>
      html`<tr>
        <th scope="row">${first}</th>
        ${rest.map((one) => html`<td>${one}</td>`)}
      </tr>`
  )
  return html`<table class="${kind}">
    ${header}
    <tbody>
      ${body}
    </tbody>
  </table>`
}

function logHtml(parts: readonly LogPart[], empty: string): Html {
  if (parts.length === 0) return html`<p class="silent">${empty}</p>`
  const texts = parts.map((part) =>
    part.kind === 'cut' ? html`<i>${words.cutText(part.count)}</i>` : joined(part.lines, '\n')
  )
  return html`<pre>${joined(texts, '\n')}</pre>`
}

function terminalsHtml(terminals: readonly ReportTerminal[]): Html {
  const column = (moment: 'before' | 'after', empty: string): Html[] =>
    terminals.map(
      (terminal) =>
        html`<figure class="terminal">
          <figcaption>${plainLine(terminal.title)}</figcaption>
          ${logHtml(terminal[moment], empty)}
        </figure>`
    )
  return html`<h4>Terminals before: no client yet</h4>
    <div class="terminals">${column('before', 'Nothing yet.')}</div>
    <h4>Terminals after</h4>
    <div class="terminals">${column('after', 'Nothing.')}</div>`
}

const stamp = (run: ReportRun): Html => html`<p class="stamp">${plainLine(words.stampText(run))}</p>`

/** Two tables side by side, the first one as long or a row longer, so that they fit on a page with their stamp. */
function figuresHtml(cells: readonly (readonly string[])[], stamped: Html): Html {
  const half = Math.ceil(cells.length / 2)
  const halves = [cells.slice(0, half), cells.slice(half)].filter((rows) => rows.length > 0)
  const tables = halves.map((rows) => table(figureHead, rows, 'figures'))
  return html`<div class="measured">
    <h4>Measured figures</h4>
    <div class="halves">${tables}</div>
    ${stamped}
  </div>`
}

function runHtml(run: ReportRun): Html {
  const pictures = run.pictures.map(
    ({ kind, caption, description, png }) =>
      html`<figure class="picture ${kind}">
        <img alt="${description}" src="${pictureUrl(png)}" />
        <figcaption>${caption}${stamp(run)}</figcaption>
      </figure>`
  )
  const figures = figureCells(run).map((cells) => cells.map(plainLine))
  const { started, stamp: whole } = runLines(run)
  return html`<section class="run">
    <h3>${typed(run.title)}</h3>
    <p class="started">${plainLine(started)}<br /><code>${plainLine(whole)}</code></p>
    ${run.terminals.length > 0 ? [terminalsHtml(run.terminals), stamp(run)] : null} ${joined(pictures, '\n')}
    ${figures.length > 0 ? figuresHtml(figures, stamp(run)) : null}
  </section>`
}

function answerHtml(given: ReportAnswer): Html {
  const text = given.answer.trim()
  return html`<div class="answer" id="${plainLine(given.questionId)}">
    <h4>${plainLine(questionText(given))}</h4>
    <p dir="auto" ${text ? null : html` class="silent"`}>${text || words.notAnswered}</p>
  </div>`
}

function taskHtml(section: TaskSection, number: number): Html {
  const programs = section.programs.map(
    ({ title, text }) =>
      html`<figure class="program">
        <figcaption>${plainLine(title)}</figcaption>
        <pre>${text.trimEnd()}</pre>
      </figure>`
  )
  const code =
    programs.length > 0 &&
    html`<h3>The code used</h3>
      <p>${words.codeNote}</p>
      ${joined(programs, '\n')}`
  const runs =
    section.runs.length > 0
      ? joined(section.runs.map(runHtml), '\n')
      : html`<p class="silent">${words.noRun}</p>`
  const answers =
    section.answers.length > 0 &&
    html`<h3>Questions and answers</h3>
      ${joined(section.answers.map(answerHtml), '\n')}`
  return html`<section class="task" id="${section.task}">
    <h2>${number}. ${plainLine(section.title)}</h2>
    ${code || null} ${runs} ${answers || null}
  </section>`
}

function machineHtml(report: Report, number: number): Html {
  const tables = words.machineRows(report).map((rows) =>
    table(
      null,
      rows.map(([label, value]) => [plainLine(label), plainLine(value)]),
      'facts'
    )
  )
  const nothing = html`<p class="silent">No run, so nothing to tell.</p>`
  return html`<section id="machine">
    <h2>${number}. Machine and system</h2>
    ${tables.length > 0 ? tables : nothing}
  </section>`
}

function runsHtml(report: Report, number: number): Html {
  const rows = runRows(report).map(({ title, id, hash, started }) => [
    typed(title),
    html`<code>${plainLine(id)}</code><br /><code>${plainLine(hash)}</code>`,
    started
  ])
  return html`<section id="runs">
    <h2>${number}. Runs and their hashes</h2>
    <p>${words.runsNote}</p>
    ${table(['Run', 'Id and hash', 'Started'], rows, 'runs')}
  </section>`
}

/** Its sections and questions have ids (`task1`, the question’s own), so that a reader can be led to them. */
export function reportHtml(report: Report): string {
  const { fields } = report
  const sections = report.sections.map((section, index) => {
    if (section.kind === 'task') return taskHtml(section, index + 1)
    return section.kind === 'machine' ? machineHtml(report, index + 1) : runsHtml(report, index + 1)
  })
  const who = whoRows(fields).map(([label, given]) => [label, typed(given)])
  const name = plainLine(fields.name)
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="${trusted("default-src 'none'; style-src 'unsafe-inline'; img-src data:")}"
        />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light" />
        <title>${words.reportTitle}${name && `: ${name}`}</title>
        <style>
          ${trusted(reportStyles)}
        </style>
      </head>
      <body>
        <header id="fields">
          <h1>${words.reportTitle}</h1>
          ${table(null, who, 'who')}
        </header>
        <main>${joined(sections, '\n')}</main>
      </body>
    </html> `.markup
}
