/** Task 4 in the terminal. */
import type { TaskCommands } from '#cli/command'
import type { Answer } from '#cli/output'
import { loopbackAddress, serverPort } from '#shared/exercise'
import { loss } from '../index'
import { presets } from '../model/presets'
import { predictions } from './predictions'
import { runTask4, task4 } from './run'
import { sweep } from './sweep'
import { twoByTwo } from './two-by-two'

export const lossCommands: TaskCommands = {
  commands: [task4, sweep, twoByTwo, predictions],
  whole: async (needs) => {
    const answers: Answer[] = []
    for (const preset of presets) {
      if (needs.interruption.signal) break
      needs.print(`${loss.id}  ${loss.title}: ${preset.title}`)
      needs.print(`  ${preset.shows}`)
      answers.push(await runTask4({ preset: preset.name, host: loopbackAddress, port: serverPort }, needs))
    }
    return answers
  }
}
