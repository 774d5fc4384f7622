// @ts-check
/** The figures as a table: on stdout, and in docs/benchmarks.md. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import path from 'node:path'
import { projectFolder } from '../electron/project.mjs'
import { readSections, withMachine } from './sections.mjs'

/** @typedef {{ what: string, figure: string, target: string, met: boolean | null }} Row */

/** @param {boolean | null} met */
const verdict = (met) => (met === null ? '' : met ? 'met' : 'not met')

/** @param {readonly Row[]} rows */
export function plainTable(rows) {
  const cells = [
    ['what', 'figure', 'target', ''],
    ...rows.map(({ what, figure, target, met }) => [what, figure, target, verdict(met)])
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

const intro = [
  '# Benchmarks',
  '',
  'Written by `npm run bench`; do not edit. Speeds are ratios within one run: the median over the rounds of one',
  "contestant's speed divided by the other's in the same round, and the range over the rounds. More than 1 is faster. A",
  'target is met when three quarters of the rounds meet it. Each section says when and where it was measured: a figure',
  'of one processor is none of another.',
  ''
]

const howHeading = 'How it is measured'
const how = [
  '- **UDP Lab** is the real endpoints: thread, socket, recorder, batches. In echo the server is ours and the client is',
  '  a lean one on a socket of the lab (no task has such a client); in a burst both sides are ours, as in a run of Task 4.',
  '- **node:dgram alone** is a server and a client in two threads of the same Electron, with the same synchronous lookup,',
  '  and nothing else (`scripts/bench/host/bare-worker.mjs`). Its sends count their outcomes in one shared callback, as a',
  '  run must know which sends were refused. Its threads have the usual priority, as ours do.',
  '- **Python pair** and **C loop** are two processes each (`resources/python/bench`, `resources/c`), one datagram a call.',
  '- A burst is timed at the client, from the first send to the last, after our warm-up; "served" is timed at the server.',
  '  Before the rounds each contestant works for 1.5 s that do not count: as in the app, the endpoints of a later run get the',
  '  threads of an earlier one, whose code is compiled (`src/lab/endpoints/thread-pool.ts`). A first run is slower: its row',
  '  says how much.',
  '  The lean client of echo keeps its thread as well; node:dgram alone gets new threads each round.',
  '- The window is the built app on this display, without a GPU; memory is the sum of the proportional set sizes of all its',
  '  processes, peak minus before; a frame is an interval between two animation frames. Each figure is the median of',
  '  three runs in apps started anew; memory and time are not taken in the same run, as looking at memory takes time.',
  '- A run is kept when the list of kept runs holds it, counted from its end as the window hears of it; it is opened from',
  '  the click in an app started anew until the second frame in which its result, charts and log are there. The list is',
  '  scrolled from its first run to its last in 240 frames. The thousand runs are copies of twenty real ones.',
  '- **lab serve** is the command line as a student starts it; its client is the ordinary one in C, one datagram a call.',
  '- The queue picture (`npm run bench -- queue-picture`): five runs with it and five without in turn, whose medians are compared; its',
  '  film then plays for four seconds, ten times slower than the run. A picture without a place is neither drawn nor counted for.',
  '- The tracer (`npm run bench -- tracer`): one echo server in Python, started anew each round, with the tracer and without in',
  '  turn; the client is the ordinary one in C.',
  '- A sweep is timed on the command line, from its start to its exit.',
  '- What bounds the rest: the calls themselves, as the share of processor time inside the system says. On loopback the sender',
  '  of a datagram also does its delivery, in the same call. C pays that as well: where entering the system is cheap, many in',
  '  flight end near its speed. One at a time, C sleeps and is woken for each datagram; our threads look again for a moment first.'
]

/** The sections of docs/benchmarks.md, in their order. */
const sectionHeadings = {
  speed: 'Sockets and window',
  history: 'History of runs',
  sweep: 'Sweeps',
  practice: "A student's program"
}

/** This machine's, by the name that its maker gives it. */
const processor = cpus()[0]?.model.trim() ?? 'an unknown processor'

/** @param {{ electron: string, node: string }} versions */
function circumstances({ electron, node }) {
  return (
    `${new Date().toISOString().slice(0, 10)}, ${processor}, ${cpus().length} cores, ` +
    `${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}, Electron ${electron} (Node ${node}).`
  )
}

const file = path.join(projectFolder, 'docs', 'benchmarks.md')

/**
 * Writes what was measured into the sections of docs/benchmarks.md; other sections, and what other processors showed, stay.
 *
 * @param {Partial<Record<keyof typeof sectionHeadings, readonly Row[]>>} measured
 * @param {readonly string[]} remarks on what this machine lacked
 * @param {{ electron: string, node: string }} versions
 */
export async function writeMarkdown(measured, remarks, versions) {
  const sections = readSections(existsSync(file) ? readFileSync(file, 'utf8') : '', '##')
  for (const [name, rows] of Object.entries(measured)) {
    const table = rows.map(
      ({ what, figure, target, met }) => `| ${what} | ${figure} | ${target} | ${verdict(met)} |`
    )
    const where = [circumstances(versions), ...remarks].join(' ')
    const lines = [where, '', '| what | figure | target | |', '|---|---|---|---|', ...table]
    const heading = sectionHeadings[/** @type {keyof typeof sectionHeadings} */ (name)]
    sections.set(heading, withMachine(sections.get(heading) ?? '', processor, lines.join('\n')))
  }
  sections.set(howHeading, how.join('\n'))
  const text = [...Object.values(sectionHeadings), howHeading].flatMap((heading) => {
    const body = sections.get(heading)
    return body === undefined ? [] : [`## ${heading}`, '', body, '']
  })
  mkdirSync(path.dirname(file), { recursive: true })
  const { format } = await import('prettier')
  const formatted = await format([...intro, ...text].join('\n'), { parser: 'markdown', printWidth: 110 })
  writeFileSync(file, formatted)
}
