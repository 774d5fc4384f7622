/** How the report looks: always light, and in pages of A4, printed or on a screen. */
export const reportStyles = `
:root { color-scheme: light; --line: #cfd4dc; --muted: #555d6b; }
@page {
  size: A4;
  margin: 15mm 18mm 14mm;
  @top-left { color: #555d6b; font: 8pt 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif; }
  @bottom-right { color: #555d6b; font: 8pt 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif; content: "Page " counter(page) " of " counter(pages); }
}
* { box-sizing: border-box; }
html { background: #fff; scroll-padding-top: 16px; }
body { margin: 0 auto; color: #16191f; font: 9.5pt/1.4 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1 { margin: 0 0 4mm; font-size: 19pt; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 6mm 0 2mm; padding-bottom: 1mm; border-bottom: 1pt solid #16191f; font-size: 13.5pt; line-height: 1.25; }
h3 { margin: 3mm 0 0.5mm; font-size: 10.5pt; line-height: 1.3; }
h4 { margin: 0 0 0.5mm; font-size: 9.5pt; line-height: 1.3; }
h1, h2, h3, h4, .head, .program figcaption, .terminal figcaption, .common > p { break-after: avoid; }
p { margin: 0 0 2mm; orphans: 3; widows: 3; }
.common > p { break-inside: avoid; }
pre { orphans: 4; widows: 4; }
figure { margin: 0; }
pre, code { font-family: 'Cascadia Mono', 'DejaVu Sans Mono', 'Liberation Mono', monospace; }
pre { margin: 0; padding: 1.5mm 2mm; border: 0.5pt solid var(--line); border-radius: 1mm; background: #f7f8fa; font-size: 7pt; line-height: 1.25; white-space: pre-wrap; tab-size: 4; box-decoration-break: clone; unicode-bidi: plaintext; }
pre i { color: var(--muted); font-style: italic; }
figcaption { font-size: 8.5pt; line-height: 1.3; }
.program figcaption, .terminal figcaption { margin-bottom: 0.5mm; color: var(--muted); font-size: 8pt; font-weight: 600; }
.who { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5mm 6mm; margin: 0 0 4mm; }
.who div { display: grid; grid-template-columns: 34mm 1fr; padding-bottom: 1mm; border-bottom: 0.5pt solid var(--line); }
.who dt { color: var(--muted); }
.who dd { margin: 0; }
.finding { font-size: 10pt; }
.note, .started, .evidence { color: var(--muted); font-size: 8.5pt; }
h3 code { color: var(--muted); font-size: 7pt; font-weight: normal; }
.evidence b { color: #16191f; }
.silent { color: var(--muted); font-style: italic; }
.answer { margin-bottom: 2.5mm; break-inside: avoid; }
.answer p { margin-bottom: 0.5mm; }
.answer .given { white-space: pre-wrap; }
.head { break-inside: avoid; }
.head p { margin-bottom: 1.5mm; }
.run { margin-bottom: 2mm; }
.shown.beside { break-inside: avoid; }
.shown.beside { display: grid; grid-template-columns: 300pt 1fr; gap: 3mm; align-items: start; }
.shown.chart-beside { grid-template-columns: 238pt 1fr; }
.pictures + .terminals { margin-top: 2.5mm; }
.beside .pictures + .terminals { margin-top: 0; }
.pictures { display: flex; flex-wrap: wrap; gap: 2mm 17pt; align-items: flex-end; break-inside: avoid; }
.picture { break-inside: avoid; }
.picture svg { display: block; max-width: 100%; height: auto; }
.picture figcaption { margin-top: 1mm; }
.picture.chart figcaption { max-width: 238pt; }
#finding .picture figcaption { max-width: none; }
.terminals { display: grid; grid-template-columns: repeat(auto-fit, minmax(54mm, 1fr)); gap: 2.5mm; align-items: start; }
.beside .terminals { grid-template-columns: 1fr; }
.terminal { min-width: 0; }
.programs { columns: 2; column-gap: 4mm; }
.programs pre { padding: 0 0 0 1.5mm; border-width: 0 0 0 1pt; border-radius: 0; background: none; line-height: 1.2; }
.programs.many pre { font-size: 6pt; line-height: 1.17; }
.program { margin-bottom: 2mm; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.7mm 2mm 0.7mm 0; border-bottom: 0.5pt solid var(--line); text-align: left; vertical-align: top; font-weight: normal; }
thead th { font-size: 8.5pt; font-weight: 600; vertical-align: bottom; }
tr { break-inside: avoid; }
.predicted { font-size: 8.5pt; break-inside: avoid; }
.figures { margin-bottom: 4mm; font-size: 8pt; }
.figures th, .figures td { padding: 0.25mm 1.5mm 0.25mm 0; line-height: 1.25; }
.figures td, .figures thead th:not(:first-child) { text-align: right; white-space: nowrap; }
.figures thead th { font-size: 8pt; }
.figures thead code { font-size: 7pt; font-weight: normal; }
.figures td:last-child, .figures thead th:last-child { padding-right: 0; color: var(--muted); text-align: left; }
.points { margin: 2mm 0 3mm; font-size: 8pt; break-inside: auto; }
.points th, .points td { padding: 0.3mm 0 0.3mm 1.9mm; line-height: 1.25; overflow-wrap: normal; }
.points th:first-child { padding-left: 0; }
.points thead th { font-size: inherit; }
.points.many { font-size: 7.5pt; }
.points td, .points thead th:not(:first-child) { text-align: right; }
.points tbody th, .points td { white-space: nowrap; }
.points.words-2 td:nth-child(2), .points.words-2 thead th:nth-child(2) { text-align: left; }
.runs { font-size: 8pt; }
.runs th:first-child { width: 26mm; }
.runs td:nth-child(2) { width: 54mm; }
.runs code { font-size: 6.6pt; }
.facts { font-size: 8.5pt; }
.facts th { width: 34mm; }
.facts th, .fact { color: var(--muted); }
@media screen {
  body { width: 210mm; padding: 15mm 18mm 14mm; }
  /* The same breaks as on paper: a column is what a page holds, and each begins a new row. The grey is what lies between the sheets. */
  @supports (column-wrap: wrap) {
    html { background: #d6dae0; }
    body { column-count: 1; column-height: 268mm; column-wrap: wrap; column-fill: auto; row-gap: 35mm; background: repeating-linear-gradient(to bottom, #fff 0 297mm, #d6dae0 297mm 303mm); }
  }
}
`
