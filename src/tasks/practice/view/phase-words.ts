/** What the program does now, in a few words. */
import { figure } from '#shared/text'
import type { ProgramState } from '#tasks/practice/model/state'

export function phaseInWords({ program, inTerminal }: ProgramState): string {
  switch (program.phase) {
    case 'idle':
      return 'not started'
    case 'compiling':
      return 'is being compiled'
    case 'not-compiled':
      return 'does not compile'
    case 'running':
      return inTerminal ? 'runs' : 'runs on pipes: what it prints may come late'
    case 'ended': {
      const { code, signal, afterMs } = program.ended
      const how = code === null ? `by signal ${signal}` : `with exit code ${code}`
      const cut = program.cut ? ', because it printed without end' : ''
      return `ended ${how} after ${figure(afterMs / 1000, 1)} s${cut}`
    }
  }
}
