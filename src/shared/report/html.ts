/** The report as one self-contained HTML file: every text escaped, pictures as data: URLs, no script, A4 when printed. */
import { reportStyles } from './html-styles'
import { figureCells, figureHead, pictureUrl, questionText, runLines, runRows, whoRows } from './parts'
import { plainLine, plainText } from './plain'
import type { LogPart, Report, ReportAnswer, ReportRun, ReportTerminal, TaskSection } from './report'
import * as words from './words'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

/** For text between tags and for attributes in quotes. */
export function escapeHtml(text: string): string {
  return plainText(text).replaceAll(/[&<>"']/g, (character) => entities[character]!)
}

const line = (text: string): string => escapeHtml(plainLine(text))
/** What a student wrote, in whatever direction its script runs, without turning what stands beside it. */
const typed = (text: string): string => `<bdi>${line(text) || words.notGiven}</bdi>`

function table(head: readonly string[] | null, rows: readonly (readonly string[])[], kind: string): string {
  const header = head
    ? `<thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>`
    : ''
  const body = rows
    .map(
      ([first, ...rest]) =>
        `<tr><th scope="row">${first}</th>${rest.map((one) => `<td>${one}</td>`).join('')}</tr>`
    )
    .join('')
  return `<table class="${kind}">${header}<tbody>${body}</tbody></table>`
}

function logHtml(parts: readonly LogPart[], empty: string): string {
  if (parts.length === 0) return `<p class="silent">${empty}</p>`
  const text = parts
    .map((part) =>
      part.kind === 'cut' ? `<i>${words.cutText(part.count)}</i>` : part.lines.map(escapeHtml).join('\n')
    )
    .join('\n')
  return `<pre>${text}</pre>`
}

function terminalsHtml(terminals: readonly ReportTerminal[]): string {
  const column = (moment: 'before' | 'after', empty: string): string =>
    terminals
      .map(
        (terminal) =>
          `<figure class="terminal"><figcaption>${line(terminal.title)}</figcaption>${logHtml(terminal[moment], empty)}</figure>`
      )
      .join('')
  return `<h4>Terminals before: no client yet</h4><div class="terminals">${column('before', 'Nothing yet.')}</div>
<h4>Terminals after</h4><div class="terminals">${column('after', 'Nothing.')}</div>`
}

const stamp = (run: ReportRun): string => `<p class="stamp">${line(words.stampText(run))}</p>`

/** Two tables side by side, the first one as long or a row longer, so that they fit on a page with their stamp. */
function figuresHtml(cells: readonly (readonly string[])[], stamped: string): string {
  const half = Math.ceil(cells.length / 2)
  const halves = [cells.slice(0, half), cells.slice(half)].filter((rows) => rows.length > 0)
  const tables = halves.map((rows) => table(figureHead, rows, 'figures')).join('')
  return `<div class="measured"><h4>Measured figures</h4><div class="halves">${tables}</div>${stamped}</div>`
}

function runHtml(run: ReportRun): string {
  const pictures = run.pictures.map(
    ({ kind, caption, description, png }) =>
      `<figure class="picture ${kind}"><img alt="${escapeHtml(description)}" src="${pictureUrl(png)}">
<figcaption>${escapeHtml(caption)}${stamp(run)}</figcaption></figure>`
  )
  const figures = figureCells(run).map((cells) => cells.map(line))
  const { started, stamp: whole } = runLines(run)
  return `<section class="run"><h3>${typed(run.title)}</h3>
<p class="started">${line(started)}<br><code>${line(whole)}</code></p>
${run.terminals.length > 0 ? terminalsHtml(run.terminals) + stamp(run) : ''}
${pictures.join('\n')}
${figures.length > 0 ? figuresHtml(figures, stamp(run)) : ''}</section>`
}

function answerHtml(given: ReportAnswer): string {
  const text = escapeHtml(given.answer.trim())
  return `<div class="answer" id="${line(given.questionId)}"><h4>${line(questionText(given))}</h4>
<p dir="auto"${text ? '' : ' class="silent"'}>${text || words.notAnswered}</p></div>`
}

function taskHtml(section: TaskSection, number: number): string {
  const programs = section.programs.map(
    ({ title, text }) =>
      `<figure class="program"><figcaption>${line(title)}</figcaption><pre>${escapeHtml(text.trimEnd())}</pre></figure>`
  )
  return `<section class="task" id="${section.task}"><h2>${number}. ${line(section.title)}</h2>
${programs.length > 0 ? `<h3>The code used</h3><p>${words.codeNote}</p>${programs.join('\n')}` : ''}
${section.runs.map(runHtml).join('\n') || `<p class="silent">${words.noRun}</p>`}
${section.answers.length > 0 ? `<h3>Questions and answers</h3>${section.answers.map(answerHtml).join('\n')}` : ''}</section>`
}

function machineHtml(report: Report, number: number): string {
  const tables = words.machineRows(report).map((rows) =>
    table(
      null,
      rows.map(([label, value]) => [line(label), line(value)]),
      'facts'
    )
  )
  return `<section id="machine"><h2>${number}. Machine and system</h2>${tables.join('') || `<p class="silent">No run, so nothing to tell.</p>`}</section>`
}

function runsHtml(report: Report, number: number): string {
  const rows = runRows(report).map(({ title, id, hash, started }) => [
    typed(title),
    `<code>${line(id)}</code><br><code>${line(hash)}</code>`,
    started
  ])
  return `<section id="runs"><h2>${number}. Runs and their hashes</h2>
<p>${words.runsNote}</p>
${table(['Run', 'Id and hash', 'Started'], rows, 'runs')}</section>`
}

/** Its sections and questions have ids (`task1`, the question’s own), so that a reader can be led to them. */
export function reportHtml(report: Report): string {
  const { fields } = report
  const sections = report.sections.map((section, index) => {
    if (section.kind === 'task') return taskHtml(section, index + 1)
    return section.kind === 'machine' ? machineHtml(report, index + 1) : runsHtml(report, index + 1)
  })
  const who = whoRows(fields).map(([label, given]) => [label, typed(given)])
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light">
<title>${words.reportTitle}${plainLine(fields.name) ? `: ${line(fields.name)}` : ''}</title>
<style>${reportStyles}</style></head>
<body><header id="fields"><h1>${words.reportTitle}</h1>${table(null, who, 'who')}</header>
<main>${sections.join('\n')}</main></body></html>
`
}
