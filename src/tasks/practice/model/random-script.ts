/** Random datagrams that are the same for the same seed, and how a script of them is made shorter. */
import { encodeText } from '#shared/events/payload'
import type { Assignment } from './assignment'
import type { Script, ScriptStep } from './counter-example'
import type { ServerRole } from './roles'

/** xorshift32: G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003). From 0 up to, but not including, 1. */
function seeded(seed: number): () => number {
  // Its only fixed point is 0; seeds that lie close together are spread first.
  let state = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}

const words = [
  'bye',
  'exit',
  'END',
  'quit',
  'stop',
  'close',
  'help',
  '0',
  '-1',
  'Grüße',
  '你好',
  ' ',
  'hello world'
]
const clients = 3
/** recvfrom(1024) gives out no more. */
const longestBytes = 1024

/** Only what the exercise has its clients send: text, or decimal numbers where these are asked for. */
export function randomScript(seed: number, role: ServerRole, assignment: Assignment, length: number): Script {
  const random = seeded(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const pick = <T>(items: readonly T[], fallback: T): T => items[below(items.length)] ?? fallback
  const printable = (count: number): string =>
    Array.from({ length: count }, () => String.fromCharCode(0x20 + below(0x5f))).join('')
  const number = (): string => String(below(10 ** (1 + below(9))))
  const texts = (): string =>
    pick(
      [
        () => pick(role.requests(assignment), ''),
        () => pick(words, ''),
        () => printable(1 + below(40)),
        () => printable(200 + below(longestBytes - 200)),
        number
      ],
      number
    )()
  const isNumbers = role.label?.startsWith('number') ?? false
  return Array.from({ length }, () => ({
    client: 1 + below(clients),
    payload: encodeText(isNumbers ? number() : texts())
  }))
}

/** A script without some of its steps, or with shorter ones: what saves most comes first. */
export function* smaller(script: Script): Generator<Script> {
  for (let size = Math.ceil(script.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < script.length; from += size)
      if (size < script.length) yield script.toSpliced(from, size)
  for (const [index, step] of script.entries()) {
    for (const simple of simpler(step)) yield script.with(index, simple)
  }
}

/** A text is cut at its half, and then by a byte: ASCII stays ASCII; what it cuts through is passed over by whoever tries. */
function* simpler({ client, payload }: ScriptStep): Generator<ScriptStep> {
  if (client > 1) yield { client: client - 1, payload }
  const isPlain = payload.every((byte) => byte < 0x80)
  if (!isPlain || payload.length < 2) return
  yield { client, payload: payload.subarray(0, Math.ceil(payload.length / 2)) }
  yield { client, payload: payload.subarray(0, payload.length - 1) }
}
