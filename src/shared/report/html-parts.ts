/** Pieces of the report's HTML that several of its sections have. */
import { html, type Html } from './html-template'
import { plainLine } from './plain'
import * as words from './words'

/** What a student wrote, in whatever direction its script runs, without turning what stands beside it. */
export const typed = (text: string): Html => html`<bdi>${plainLine(text) || words.notGiven}</bdi>`

export type Cell = string | Html

/** @param rows the first cell of each heads it */
export function table(head: readonly Cell[] | null, rows: readonly (readonly Cell[])[], kind: string): Html {
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
