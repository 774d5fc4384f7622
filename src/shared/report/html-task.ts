/** A task in the report's HTML: its questions with answers and evidence, then the runs that they cite. */
import { html, type Html, joined } from './html-template'
import { table, typed } from './html-parts'
import type { NumberedPicture, Numbering } from './numbering'
import { captionText, evidenceText, questionText, runLine, runName } from './parts'
import { plainLine } from './plain'
import type {
  LogPart,
  OutcomeTable,
  Report,
  ReportAnswer,
  ReportRun,
  ReportTerminal,
  TaskSection
} from './report'
import * as words from './words'

function logText(part: LogPart): Html {
  if (part.kind === 'lines') return joined(part.lines, '\n')
  return html`<i>${part.kind === 'cut' ? words.cutText(part.count) : words.clientNote}</i>`
}

function terminalHtml({ title, parts }: ReportTerminal): Html {
  const log =
    parts.length > 0
      ? html`<pre>${joined(parts.map(logText), '\n')}</pre>`
      : html`<p class="silent">Nothing.</p>`
  return html`<figure class="terminal">
    <figcaption>${plainLine(title)}</figcaption>
    ${log}
  </figure>`
}

/** @param svg the drawing: as wide as the page on the first one */
export function pictureHtml(
  numbered: NumberedPicture,
  run: ReportRun,
  numbering: Numbering,
  svg = numbered.picture.svg
): Html {
  const { number, text } = captionText(numbered, run, numbering)
  return html`<figure class="picture ${numbered.picture.kind}">
    ${svg}
    <figcaption><b>${number}</b> ${plainLine(text)}</figcaption>
  </figure>`
}

/** More columns than this have no room for large letters. */
const columnsMaximum = 8
const pointsClass = ({ columns, words }: OutcomeTable): string =>
  `points words-${words}${columns.length > columnsMaximum ? ' many' : ''}`

function runHtml(run: ReportRun, numbering: Numbering): Html {
  const pictures = numbering.picturesOf(run).filter(({ isLeading }) => !isLeading)
  const drawn = joined(
    pictures.map((picture) => pictureHtml(picture, run, numbering)),
    '\n'
  )
  const terminals = joined(run.terminals.map(terminalHtml), '\n')
  const [only] = pictures.length === 1 ? pictures : []
  const isBeside = only && only.picture.kind !== 'ladder' && only.picture.kind !== 'wide-chart'
  const shown = isBeside ? `shown beside ${only.picture.kind}-beside` : 'shown'
  return html`<section class="run">
    <div class="head">
      <h3>${runName(run, numbering)}. ${typed(run.title)} <code>${run.stamp.runId.slice(0, 8)}</code></h3>
      <p class="started">${plainLine(runLine(run, numbering))}</p>
    </div>
    <div class="${shown}">
      ${pictures.length > 0 && html`<div class="pictures">${drawn}</div>`}
      ${run.terminals.length > 0 && html`<div class="terminals">${terminals}</div>`}
    </div>
    ${run.table && table(run.table.columns, run.table.rows, pointsClass(run.table))}
  </section>`
}

function answerHtml(given: ReportAnswer, report: Report, numbering: Numbering): Html {
  const text = given.answer.trim()
  const evidence = given.evidence && evidenceText(given.evidence, report, numbering)
  return html`<div class="answer" id="${plainLine(given.questionId)}">
    <h4>${plainLine(questionText(given))}</h4>
    <p dir="auto" ${text ? html`class="given"` : html`class="silent"`}>${text || words.notAnswered}</p>
    ${evidence ? html`<p class="evidence"><b>Evidence:</b> ${plainLine(evidence)}</p>` : null}
  </div>`
}

export function taskHtml(section: TaskSection, title: string, report: Report, numbering: Numbering): Html {
  const runs =
    section.runs.length > 0
      ? joined(
          section.runs.map((run) => runHtml(run, numbering)),
          '\n'
        )
      : html`<p class="silent">${words.noRun}</p>`
  const answers = joined(
    section.answers.map((answer) => answerHtml(answer, report, numbering)),
    '\n'
  )
  return html`<section class="task" id="${section.task}">
    <h2>${plainLine(title)}</h2>
    ${answers} ${runs}
  </section>`
}
