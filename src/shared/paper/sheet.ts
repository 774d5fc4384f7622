/**
 * Figures for paper, as SVG that stands in the report's own HTML: they stay sharp in print, and their text can be searched.
 * One unit is one point (1/72 inch) on the page, so that the size of a label is what it says.
 */
import { html, type Html, type Piece } from '../report/html-template'

/** The report's column of text on A4, and half of it. */
export const sheetWidths = { full: 493, beside: 300, half: 238 } as const
/** No label of a figure is smaller. */
export const labelPt = 8
/** About the width of a letter at that size: enough to keep labels apart. */
export const letterPt = 4.4

export const inks = {
  text: '#16191f',
  muted: '#555d6b',
  line: '#cfd4dc',
  strong: '#8d95a3',
  paper: '#ffffff'
} as const

/** @param description what it shows in words, for those who cannot see it */
export function figureSvg(widthPt: number, heightPt: number, description: string, body: Piece): Html {
  const size = `0 0 ${widthPt} ${Math.ceil(heightPt)}`
  return html`<svg
    role="img"
    aria-label="${description}"
    viewBox="${size}"
    width="${widthPt}pt"
    height="${Math.ceil(heightPt)}pt"
    font-family="'Segoe UI','Noto Sans','Liberation Sans',Arial,sans-serif"
    font-size="${labelPt}"
    fill="${inks.text}"
  >
    ${body}
  </svg>`
}

/** A coordinate with as many digits as a printer can tell apart. */
export const at = (value: number): string => String(Math.round(value * 10) / 10)

interface TextLook {
  anchor?: 'start' | 'middle' | 'end'
  ink?: string
  weight?: number
  /** It stands on lines, which go behind it. */
  onLines?: true
}

/** Paper behind a label that stands on lines: its letters' own rim would leave the line between the words. */
function paperBehind(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): Html {
  const widthPt = text.length * letterPt * 0.92
  const shift = { start: 0, middle: widthPt / 2, end: widthPt }[anchor]
  return html`<rect
    x="${at(x - shift)}"
    y="${at(y - labelPt * 0.8)}"
    width="${at(widthPt)}"
    height="${labelPt}"
    fill="${inks.paper}"
  />`
}

export function label(x: number, y: number, text: string, look: TextLook = {}): Html {
  const { anchor = 'start', ink = inks.text, weight = 400, onLines } = look
  const behind = onLines && text !== '' && paperBehind(x, y, text, anchor)
  return html`${behind ?? null}<text
      x="${at(x)}"
      y="${at(y)}"
      text-anchor="${anchor}"
      fill="${ink}"
      font-weight="${weight}"
      >${text}</text
    >`
}

interface LineLook {
  ink: string
  widthPt?: number
  dash?: string
}

export function path(d: string, { ink, widthPt = 1, dash }: LineLook): Html {
  return html`<path
    d="${d}"
    fill="none"
    stroke="${ink}"
    stroke-width="${widthPt}"
    stroke-linejoin="round"
    ${dash === undefined ? null : html`stroke-dasharray="${dash}"`}
  />`
}

export const shape = (d: string, ink: string): Html => html`<path d="${d}" fill="${ink}" />`

export const line = (x1: number, y1: number, x2: number, y2: number, look: LineLook): Html =>
  path(`M${at(x1)} ${at(y1)}L${at(x2)} ${at(y2)}`, look)

/** The text, or its beginning where it is wider. */
export function fitted(text: string, roomPt: number): string {
  const room = Math.floor(roomPt / letterPt)
  if (text.length <= room) return text
  return room < 4 ? '' : `${text.slice(0, room - 1)}…`
}
