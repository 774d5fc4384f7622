/** What the history's thread answers: commands in, Results out. The database is opened when it is first needed. */
import { type Fault, failure, success } from '#shared/fault'
import type { RunForms } from '#shared/kept/run-forms'
import { encodeRunFile } from '../run-file/run-file'
import { faultOf } from './database'
import { readImport } from './import-file'
import type { PackedRun } from '../packed/pack'
import type { HistoryAnswer, HistoryCommand, HistoryCommands } from './protocol'
import { HistoryStore } from './store'
import { Writing } from './writing'

interface Around {
  forms: RunForms
  coming: Writing
}

type Answers = {
  [K in HistoryCommand]: (
    store: HistoryStore,
    input: HistoryCommands[K]['input'],
    around: Around
  ) => HistoryAnswer<K>
}

const done = success<void>(undefined)
/** A run file is one piece in memory. */
const exportBytesMaximum = 1_000_000_000

const answers: Answers = {
  begin: (store, run) => {
    store.begin(run)
    return done
  },
  keepEvents: (_, input, { coming }) => coming.take(input),
  keep: (store, { writing, ...run }, { coming }) => {
    if (writing === undefined) return store.keep(run)
    const written = coming.end(writing)
    return written.ok ? store.keep(run, written.value) : written
  },
  list: (store, input) => success(store.list(input)),
  open: (store, { id }) => store.open(id),
  rename: (store, { id, name }) => store.rename(id, name),
  abandon: (store, { id }) => {
    store.abandon(id)
    return done
  },
  delete: (store, { id }) => store.delete(id),
  restore: (store, { id }) => store.restore(id),
  setLimit: (store, { limitBytes }) => {
    store.setLimit(limitBytes)
    return done
  },
  export: (store, input) => {
    const runs: PackedRun[] = []
    let bytes = 0
    let newer: Fault | null = null
    for (const id of input.ids === 'all' ? store.ids() : input.ids) {
      const packed = store.packed(id)
      if (!packed.ok && packed.fault.code === 'history/newer' && input.ids === 'all') {
        newer ??= packed.fault
        continue
      }
      if (!packed.ok) return packed
      bytes += packed.value.events.bytes.length + packed.value.queues.bytes.length
      if (bytes > exportBytesMaximum) {
        return failure(
          'input/invalid',
          `These runs take more than ${exportBytesMaximum / 1e9} GB in one file.`,
          {
            advice: 'Export fewer at a time.'
          }
        )
      }
      runs.push(packed.value)
    }
    if (newer && runs.length === 0) return { ok: false, fault: newer }
    return encodeRunFile({ madeBy: input.madeBy, ...(input.report && { report: input.report }) }, runs)
  },
  import: (store, { bytes }, { forms }) => {
    const file = readImport(bytes, forms)
    if (!file.ok) return file
    const { runs, leftOut } = file.value
    let imported = 0
    for (const packed of runs) {
      if (store.has(packed.head.id)) continue
      store.keepPacked(packed)
      imported += 1
    }
    return success({ imported, known: runs.length - imported, ...(leftOut > 0 && { leftOut }) })
  },
  countNewer: (store) => success(store.countNewer()),
  notices: (store) => success(store.notices),
  close: (store) => {
    store.close()
    return done
  }
}

const readers: readonly HistoryCommand[] = ['list', 'open', 'export', 'countNewer', 'notices']

export class HistoryService {
  readonly #file: string
  readonly #around: Around
  #store: HistoryStore | null = null
  /** What was set aside, although no new database could be begun then. */
  readonly #setAside: string[] = []

  /** @param forms what this version knows of each task */
  constructor(file: string, forms: RunForms) {
    this.#file = file
    this.#around = { forms, coming: new Writing() }
  }

  answer<K extends HistoryCommand>(name: K, input: HistoryCommands[K]['input']): HistoryAnswer<K> {
    if (name === 'close' && !this.#store) return done as HistoryAnswer<K>
    try {
      // Each command tries anew to open what could not be opened: a disk may have room again.
      this.#store ??= new HistoryStore(this.#file, this.#around.forms, this.#setAside)
      const answer = answers[name](this.#store, input, this.#around)
      if (name === 'close') this.#store = null
      return answer
    } catch (error) {
      return { ok: false, fault: faultOf(error, readers.includes(name) ? 'read' : 'written') }
    }
  }
}
