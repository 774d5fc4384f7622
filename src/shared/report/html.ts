/** The report as one self-contained HTML file: every text escaped, pictures as SVG in place, no script, pages of A4. */
import { commonHtml } from './html-appendix'
import { headerRule } from './html-header'
import { table, typed } from './html-parts'
import { reportStyles } from './html-styles'
import { pictureHtml, taskHtml } from './html-task'
import { html, type Html, joined, trusted } from './html-template'
import { Numbering } from './numbering'
import { findingText, predictedHead, predictedRows, whoRows } from './parts'
import { plainLine } from './plain'
import type { Report } from './report'
import * as words from './words'

/** Who, what the runs measured, the picture that shows it best, and what was predicted. */
function firstPage(report: Report, numbering: Numbering): Html {
  const who = whoRows(report.fields)
  const finding = findingText(report, numbering)
  const predicted = predictedRows(report, numbering)
  const { leading } = numbering
  return html`<header id="fields">
    <h1>${words.reportTitle}</h1>
    <dl class="who">
      ${who.map(
        ([label, given]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${typed(given)}</dd>
          </div>`
      )}
    </dl>
    <section id="finding">
      <h2>Finding</h2>
      <p class="finding">${plainLine(finding) || words.noFinding}</p>
      ${leading && pictureHtml(leading.picture, leading.run, numbering, leading.picture.picture.wide)}
      ${
        predicted.length > 0 &&
        html`<h3>Predicted and measured</h3>
          ${table(predictedHead, predicted, 'predicted')}`
      }
      <p class="note">${words.findingNote}</p>
    </section>
  </header>`
}

/** Its sections and questions have ids (`task1`, the question’s own), so that a reader can be led to them. */
export function reportHtml(report: Report): string {
  const numbering = new Numbering(report)
  const sections = report.sections.map((section, index) => {
    if (section.kind === 'task') {
      return taskHtml(section, `${index + 1}. ${section.title}`, report, numbering)
    }
    return commonHtml(section.kind, `${index + 1}. ${words.commonTitles[section.kind]}`, report, numbering)
  })
  const name = plainLine(report.fields.name)
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
          ${trusted(headerRule(name ? `${name} · ${words.reportTitle}` : words.reportTitle))}
        </style>
      </head>
      <body>
        ${firstPage(report, numbering)}
        <main>${joined(sections, '\n')}</main>
      </body>
    </html> `.markup
}
