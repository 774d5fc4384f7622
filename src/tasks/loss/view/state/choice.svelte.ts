/** The preset that filled the fields: what it chose is said only as long as the fields still say it. */
import type { ChosenPreset } from '#tasks/loss/model/calibrated'
import type { LossParameters } from '#tasks/loss/model/parameters'
import { sameParameters } from '#tasks/loss/model/prediction'
import type { Preset } from '#tasks/loss/model/presets'

export interface Choice extends ChosenPreset {
  preset: Preset
}

export class PresetChoice {
  #last: Choice | null = $state.raw(null)
  readonly #typed: () => LossParameters | null

  /** @param typed what the fields say now */
  constructor(typed: () => LossParameters | null) {
    this.#typed = typed
  }

  get current(): Choice | null {
    const typed = this.#typed()
    return this.#last && typed && sameParameters(this.#last.parameters, typed) ? this.#last : null
  }

  take(choice: Choice): void {
    this.#last = choice
  }
}
