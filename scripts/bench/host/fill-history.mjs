// @ts-check
/**
 * Fills a history with copies of the runs that another one holds, each under an id and a time of its own. Words: the
 * folder of the built benchmark, the database with the runs, the database to fill, how many runs it shall have.
 */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder = '', from = '', to = '', wanted = ''] = process.argv.slice(2)
/** @param {string} file */
const built = (file) => import(pathToFileURL(path.join(folder, file)).href)
const { HistoryStore } = await built('history-store.js')
const { runForms } = await built('run-forms.js')

const source = new HistoryStore(from, runForms)
const runs = source.ids().map((/** @type {string} */ id) => {
  const packed = source.packed(id)
  if (!packed.ok) throw new Error(packed.fault.message)
  return packed.value
})
const target = new HistoryStore(to, runForms)
for (let index = 0; index < Number(wanted); index++) {
  const { head, ...columns } = runs[index % runs.length]
  const startedAtEpochMs = head.startedAtEpochMs + index * 1000
  target.keepPacked({
    head: { ...head, id: randomUUID(), name: `${head.name} (${index + 1})`, startedAtEpochMs },
    ...columns
  })
}
const { total } = target.list({ limit: 1, offset: 0 })
source.close()
target.close()
if (total !== Number(wanted)) throw new Error(`${total} runs are there, not ${wanted}`)
