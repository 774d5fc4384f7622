// @ts-check
/* global window -- what is evaluated in the page */
/** What the app of this version says of its files: its window of the history, its terminal of the run files. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { PlainError } from '../electron/plain.mjs'
import { projectFolder } from '../electron/project.mjs'

/** @typedef {import('@playwright/test').Page} Page */

/** All runs that the history shows, each opened; of events the counts, of queues the sums. @param {Page} page */
export async function listingOf(page) {
  const answer = await page.evaluate(async () => {
    /** @param {number | { base: number, above: ArrayLike<number> }} column @param {number} row */
    const cell = (column, row) => (typeof column === 'number' ? column : column.base + column.above[row])
    const list = await window.lab.listRuns({ limit: 500, offset: 0 })
    if (!list.ok) return list
    const runs = []
    for (const { id, ...summary } of list.value.runs) {
      const opened = await window.lab.openRun({ id })
      if (!opened.ok) return opened
      const { endpoints, batches, queues, machine, startedAtMs, failed = null } = opened.value
      /** Rows by endpoint and kind: `2/1`. @type {Record<string, number>} */
      const rows = {}
      let bytes = 0
      for (const batch of batches) {
        for (let row = 0; row < batch.count; row++) {
          const kind = `${batch.endpointId}/${cell(batch.kind, row)}`
          rows[kind] = (rows[kind] ?? 0) + 1
          bytes += cell(batch.sizeBytes, row)
        }
      }
      /** @param {Uint32Array} column */
      const sum = (column) => column.reduce((total, value) => total + value, 0)
      const side = ({ bytes: queued, drops }) => ({ bytes: sum(queued), drops: sum(drops) })
      const { length } = queues.timeMs
      runs.push({
        id,
        ...summary,
        startedAtMs,
        machine,
        failed,
        endpoints,
        events: { rows, bytes, payloads: batches.flatMap(({ newPayloads }) => newPayloads).length },
        queues: { rows: length, server: side(queues.server), client: side(queues.client) }
      })
    }
    const { usedBytes, limitBytes, total, notices } = list.value
    return { ok: true, value: { total, usedBytes, limitBytes, notices, runs } }
  })
  if (!answer.ok) throw new PlainError(answer.fault.message)
  return answer.value
}

/** @param {string[]} words @returns {any} */
function lab(...words) {
  const script = path.join(projectFolder, 'scripts', 'lab.mjs')
  const { stdout } = spawnSync(process.execPath, [script, ...words, '--json'], { encoding: 'utf8' })
  return JSON.parse(stdout)
}

/** Of each run file: what `run-file show` and `verify` say, and the SHA-256 of its bytes. @param {string} folder */
export function saidByTerminal(folder) {
  const names = readdirSync(folder).sort()
  return Object.fromEntries(
    names.map((name) => {
      const file = path.join(folder, name)
      const [said] = lab('verify', file).files
      const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
      return [name, { sha256, shown: lab('run-file', 'show', file), verdict: { ...said, file: name } }]
    })
  )
}
