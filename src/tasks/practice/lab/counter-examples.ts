/** The tab's counter-example: looked for, kept, and tried again against the file as it is then. */
import { done, failure, type Result } from '#shared/fault'
import { assignmentOf } from '../model/assignment'
import type { CounterExample } from '../model/counter-example'
import type { RoleName } from '../model/roles'
import type { ReplayPhase, SearchPhase } from '../model/search'
import { findCounterExample, replay } from './find-counter-example'

export interface Search {
  role: RoleName
  variant: string | null
  seed: number
}

/** The student's file, and what runs it. */
interface RunOf {
  file: string
  interpreter: string | null
  signal: AbortSignal
}

type Found = Extract<SearchPhase, { phase: 'found' }>

const noneFound = failure('input/invalid', 'There is no counter-example to replay.', {
  advice: 'Search one first.'
})

export class CounterExamples {
  #now: SearchPhase = { phase: 'none' }
  readonly #changed: (search: SearchPhase) => void

  constructor(changed: (search: SearchPhase) => void) {
    this.#changed = changed
  }

  get found(): CounterExample | null {
    return this.#now.phase === 'found' ? this.#now.example : null
  }

  #become(search: SearchPhase): void {
    this.#now = search
    this.#changed(search)
  }

  forget(): void {
    this.#become({ phase: 'none' })
  }

  async search(run: RunOf, { role, variant, seed }: Search): Promise<Result<void>> {
    const request = { ...run, role, assignment: assignmentOf(variant) }
    const searched = await findCounterExample(request, seed, (progress) =>
      this.#become({ phase: 'searching', seed, progress })
    )
    if (!searched.ok) {
      const { fault } = searched
      this.#become(fault.code === 'run/cancelled' ? { phase: 'none' } : { phase: 'failed', fault })
      // The panel has the fault: said twice it would be two.
      return done
    }
    const { example, datagrams, isShortest } = searched.value
    this.#become(
      example === null
        ? { phase: 'nothing', seed, datagrams }
        : { phase: 'found', example, isShortest, replay: { phase: 'none' } }
    )
    return done
  }

  async replay(run: RunOf): Promise<Result<void>> {
    if (this.#now.phase !== 'found') return noneFound
    const found: Found = this.#now
    const times = found.replay.phase === 'replayed' ? found.replay.times : 0
    this.#become({ ...found, replay: { phase: 'replaying' } })
    const replayed = await replay(found.example, run)
    this.#become({ ...found, replay: replayedPhase(replayed, times) })
    return done
  }
}

function replayedPhase(replayed: Awaited<ReturnType<typeof replay>>, times: number): ReplayPhase {
  if (replayed.ok) return { phase: 'replayed', wrong: replayed.value.wrong, times: times + 1 }
  const { fault } = replayed
  return fault.code === 'run/cancelled' ? { phase: 'none' } : { phase: 'failed', fault }
}
