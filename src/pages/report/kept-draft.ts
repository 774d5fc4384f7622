/** The draft between this window and its file, which main keeps (main/report-draft-file.ts). */
import type { Fault } from '#shared/fault'
import type { KeptReportDraft } from '#shared/report/draft'
import type { Lab } from '#ui/lab'
import { draftToKeep, readDraft, type ReportDraft, type Sections } from './draft'

/** Where UDP Lab 0.1 kept the draft: in the page's own storage. */
const storageKey = 'udp-lab-report'

/** Null: there is none. */
function storedDraft(): unknown {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? 'null')
  } catch {
    return null
  }
}

function forgetStored(): void {
  try {
    localStorage.removeItem(storageKey)
  } catch {
    // A storage that takes nothing holds nothing either.
  }
}

export interface OpenedDraft {
  draft: ReportDraft
  /** What the student should know of the file. */
  fault: Fault | null
}

export class KeptDraft {
  readonly #lab: Lab
  readonly #sections: Sections
  /** Before it was read nothing may be written: it would take the place of what is there. */
  #phase: 'unread' | 'kept' | 'not-kept' = 'unread'
  /** What the file said: names in it that this version does not know stay. */
  #read: KeptReportDraft | null = null
  /** As JSON: what is as it was is not written. */
  #last = ''
  /** The last failure to write, until a write succeeds. */
  #told: string | null = null

  constructor(lab: Lab, sections: Sections) {
    this.#lab = lab
    this.#sections = sections
  }

  /** @param today what an empty draft is dated */
  async open(today: string): Promise<OpenedDraft> {
    const answer = await this.#lab.call('readReportDraft')
    if (!answer.ok) {
      this.#phase = 'not-kept'
      const advice = 'What you type now is not kept. Start UDP Lab again.'
      const message = 'What you typed for the report could not be read.'
      return { draft: readDraft(null, today, this.#sections), fault: { ...answer.fault, message, advice } }
    }
    const { draft: kept, first, setAside, newer } = answer.value
    if (newer) {
      this.#phase = 'not-kept'
      const message = 'What you typed for the report was written by a newer UDP Lab.'
      const advice = 'That file is left as it is. What you type now is not kept. Update UDP Lab.'
      return {
        draft: readDraft(null, today, this.#sections),
        fault: { code: 'file/not-read', message, advice }
      }
    }
    this.#phase = 'kept'
    this.#read = kept
    const draft = readDraft(kept, today, this.#sections)
    this.#last = JSON.stringify(draft)
    if (setAside !== null) {
      const message = 'The file of what you typed for the report was damaged.'
      const advice = `The file was renamed to ${setAside}, and a new one was begun.`
      return { draft, fault: { code: 'file/not-read', message, advice } }
    }
    return first ? this.#takeOver(draft, today) : this.#withoutStored(draft)
  }

  /** What 0.1 kept goes to the file, once. It leaves the storage when it is in the file. */
  async #takeOver(empty: ReportDraft, today: string): Promise<OpenedDraft> {
    const stored = storedDraft()
    if (stored === null) return { draft: empty, fault: null }
    const draft = readDraft(stored, today, this.#sections)
    const fault = await this.keep(draft)
    if (fault === null) forgetStored()
    return { draft, fault }
  }

  #withoutStored(draft: ReportDraft): OpenedDraft {
    forgetStored()
    return { draft, fault: null }
  }

  /** Null: it is kept, need not be, or the same failure was told before. */
  async keep(draft: ReportDraft): Promise<Fault | null> {
    const json = JSON.stringify(draft)
    if (this.#phase !== 'kept' || json === this.#last) return null
    this.#last = json
    const kept = await this.#lab.call('keepReportDraft', draftToKeep(this.#read, draft, this.#sections))
    const told = this.#told
    this.#told = kept.ok ? null : kept.fault.message
    // Each letter is a write: on a disk that takes none it is told once.
    return kept.ok || kept.fault.message === told ? null : kept.fault
  }
}
