/** A check: a small piece of data, and one function that judges what was seen. */
import type { Assignment } from './assignment'
import type { Divergence } from './divergence'
import type { ClientRecord, ClientScene, ServerRecord, ServerScene } from './record'

export type Verdict =
  | { passed: true; seen: string }
  /** This system does not tell: the program is neither right nor wrong in it. */
  | { passed: null; seen: string }
  | {
      passed: false
      expected: string
      seen: string
      /** What of this very run points to the mistake: it comes before the check's own hints. */
      because?: string | undefined
      divergence?: Divergence | null | undefined
    }

export interface Check<Scenes> {
  id: string
  title: string
  /** Ids of those before it: where one of them did not pass, this one is not checked. */
  needs: readonly string[]
  points: number
  /** False: the exercise does not ask for it. */
  core: boolean
  /** Why it is asked. */
  rationale: string
  /** The second says more than the first; neither gives the solution. */
  hints: readonly [string, string]
  judge: (scenes: Scenes, assignment: Assignment) => Promise<Verdict>
}

/** What was seen in a scene: played when the first check asks for it, and once. */
export type ServerScenes = (scene: ServerScene) => Promise<ServerRecord>
export type ClientScenes = (scene: ClientScene) => Promise<ClientRecord>

export const passed = (seen: string): Verdict => ({ passed: true, seen })

export const notTold = (seen: string): Verdict => ({ passed: null, seen })

export const notPassed = (
  expected: string,
  seen: string,
  more: { because?: string | undefined; divergence?: Divergence | null } = {}
): Verdict => ({ passed: false, expected, seen, ...more })
