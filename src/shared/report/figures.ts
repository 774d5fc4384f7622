/** How the report prints a run's figures (shared/kept/run-figures.ts): the same names and values that `lab verify` checks. */
import { figure } from '#shared/text'
import type { FigureWord, Figures, FigureWords } from '../kept/run-figures'

export interface RunFigure {
  /** `lostRequests`: how `lab verify` names it. */
  name: string
  /** As the report prints it. */
  label: string
  /** Null: the system does not tell, or there is none (such as a first number lost where none was). */
  value: number | null
  /** The value as it is printed: `20,000`, `1.25 %`, `not known`. */
  text: string
  /** `bytes`, `ms`, `datagrams`; empty where there is none, or no number. */
  unit: string
}

/** Of sessions without a run. */
const sessionWords: FigureWords = {
  clients: { label: 'Client sockets', unit: 'sockets' },
  servers: { label: 'Server sockets', unit: 'sockets' },
  sentByClients: { label: 'Sent by clients', unit: 'datagrams' },
  receivedByServers: { label: 'Received by servers', unit: 'datagrams' },
  sentByServers: { label: 'Answered by servers', unit: 'datagrams' },
  receivedByClients: { label: 'Received by clients', unit: 'datagrams' },
  received: { label: 'Received by all sockets', unit: 'datagrams' },
  timedOut: { label: 'Waits without an answer', unit: '' },
  refused: { label: 'Errors: port unreachable', unit: '' },
  sent: { label: 'Sent', unit: 'datagrams' },
  unsent: { label: 'Refused by send()', unit: 'datagrams' }
}
/** Of every run, at the end. */
const lastWords: FigureWords = {
  durationMs: { label: 'Session, start to end', unit: 'ms' },
  events: { label: 'Events recorded', unit: 'events' }
}

/**
 * Every figure, each under its name; one without words is printed under its bare name, so that none is left out.
 * @param own the words of the run's task; null: the run is a session's
 */
export function figureRows(figures: Figures, own: FigureWords | null): RunFigure[] {
  const words: FigureWords = { ...(own ?? sessionWords), ...lastWords }
  const known = Object.keys(words).filter((name) => Object.hasOwn(figures, name))
  const others = Object.keys(figures).filter((name) => !Object.hasOwn(words, name))
  return [...known, ...others].flatMap((name) => {
    const word = words[name] ?? { label: name, unit: '' }
    const value = figures[name] ?? null
    if (value === null && word.ifAny) return []
    return {
      name,
      label: word.label,
      value,
      text: figureText(value, word),
      unit: value === null || word.isShare ? '' : word.unit
    }
  })
}

export function figureText(
  value: number | null,
  { none = 'not known', isShare, decimals = 3 }: FigureWord
): string {
  if (value === null) return none
  return isShare ? `${figure(100 * value, decimals)} %` : figure(value, decimals)
}
