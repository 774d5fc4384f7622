/** How the report looks: always light, A4 when printed, a sheet of the same width on a screen. */
export const reportStyles = `
:root { color-scheme: light; --line: #cfd4dc; --muted: #555d6b; }
@page { size: A4; margin: 18mm 18mm 20mm; }
* { box-sizing: border-box; }
html { background: #fff; scroll-padding-top: 16px; }
body { margin: 0 auto; color: #16191f; font: 10pt/1.45 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
@media screen { body { max-width: 210mm; padding: 16mm 18mm; } }
h1 { margin: 0 0 5mm; font-size: 19pt; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 9mm 0 3mm; padding-bottom: 1mm; border-bottom: 1pt solid #16191f; font-size: 14pt; line-height: 1.25; }
h3 { margin: 6mm 0 2mm; font-size: 11.5pt; line-height: 1.3; }
h4 { margin: 4mm 0 1.5mm; font-size: 10pt; line-height: 1.3; }
h1, h2, h3, h4, .program figcaption, .terminal figcaption, #runs > p { break-after: avoid; }
p { margin: 0 0 2mm; orphans: 3; widows: 3; }
figure { margin: 0 0 3mm; }
pre, code { font-family: 'Cascadia Mono', 'DejaVu Sans Mono', 'Liberation Mono', monospace; }
pre { margin: 0; padding: 2.5mm 3mm; border: 0.5pt solid var(--line); border-radius: 1mm; background: #f7f8fa; font-size: 7.8pt; line-height: 1.4; white-space: pre-wrap; tab-size: 4; box-decoration-break: clone; unicode-bidi: plaintext; }
pre i { color: var(--muted); font-style: italic; }
.program figcaption, .terminal figcaption { margin-bottom: 1mm; color: var(--muted); font-size: 8.5pt; font-weight: 600; }
.terminals { display: grid; grid-template-columns: repeat(auto-fit, minmax(60mm, 1fr)); gap: 3mm; }
.terminal { margin: 0; min-width: 0; break-inside: avoid; }
.terminal:last-child:nth-child(odd) { grid-column: 1 / -1; }
.picture { margin-top: 3mm; break-inside: avoid; }
.picture img { display: block; max-width: 100%; max-height: 215mm; margin: 0 auto; border: 0.5pt solid var(--line); border-radius: 1mm; }
.chart img { max-height: 66mm; margin-left: 0; }
.picture figcaption { margin-top: 1.5mm; font-size: 9pt; }
.stamp { margin: 1mm 0 0; color: var(--muted); font: 6.6pt/1.35 'DejaVu Sans Mono', 'Liberation Mono', monospace; }
.started { break-after: avoid; break-inside: avoid; color: var(--muted); font-size: 9pt; }
.silent { color: var(--muted); font-style: italic; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.8mm 2mm 0.8mm 0; border-bottom: 0.5pt solid var(--line); text-align: left; vertical-align: top; font-weight: normal; }
thead th { font-size: 8.5pt; font-weight: 600; }
tr { break-inside: avoid; }
.measured { break-inside: avoid; }
.halves { display: grid; grid-template-columns: 1fr 1fr; gap: 5mm; align-items: start; }
.figures th:nth-child(2), .figures td:nth-child(2) { text-align: right; white-space: nowrap; }
.figures th:nth-child(3), .figures td:nth-child(3) { width: 1%; padding-right: 0; color: var(--muted); white-space: nowrap; }
.figures { font-size: 7.6pt; }
.figures th, .figures td { padding: 0.55mm 1.5mm 0.55mm 0; }
.runs { font-size: 9pt; }
.runs th:first-child { width: 40mm; }
.runs code { font-size: 6.2pt; }
.runs td:last-child { width: 33mm; font-size: 8pt; }
.who th, .facts th { width: 52mm; color: var(--muted); }
.answer { margin-bottom: 4mm; break-inside: avoid; }
.answer p { white-space: pre-wrap; }
`
