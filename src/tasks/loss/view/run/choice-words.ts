/** What a preset put into the fields, in words. */
import { figure } from '#shared/text'
import type { LossParameters } from '#tasks/loss/model/parameters'
import type { Choice } from '../state/choice.svelte'

const nothingChosen = 'A part of the exercise fills the fields. Then press Run.'

function filledWords({ count, serverBuffer, clientReads }: LossParameters): string {
  const numbers = count === 1 ? 'one number' : `${figure(count)} numbers`
  const buffer = serverBuffer === null ? '' : `, server receive buffer ${figure(serverBuffer)} bytes`
  return `Filled in: ${numbers}${buffer}. The client reads ${clientReads} sending.`
}

/** @param choice null: the fields say what no preset chose */
export function choiceWords(choice: Choice | null): string {
  return choice === null ? nothingChosen : (choice.says ?? filledWords(choice.parameters))
}
