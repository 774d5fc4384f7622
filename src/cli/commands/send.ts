/** send: a client in the terminal; sends texts or numbers and prints what comes back. */
import { failure, type Result } from '#shared/fault'
import { type EndpointAddress, formatEndpoint } from '#shared/events/address'
import { countKinds, type EventBatch, EventKind } from '#shared/events/batch'
import { encodeText } from '#shared/events/payload'
import { loopbackAddress, serverPort, texts } from '#shared/exercise'
import { numbersLimits } from '#shared/call-shapes'
import { messageClient } from '#shared/events/common-programs'
import { type ProgramTable, textOf } from '#shared/events/program-lines'
import type { EndpointThread } from '#lab/endpoints/endpoint-thread'
import { Session } from '#lab/session/session'
import { openClient } from '#lab/session/client-run'
import { defineCommand } from '../command'
import { LinePrinter } from '../line-printer'
import {
  address,
  byDefault,
  flag,
  number,
  or,
  port,
  texts as severalTexts,
  UsageError,
  type Values
} from '../options'
import { type Answer, exitCodes, failed, type CommandNeeds } from '../output'

const options = {
  host: or(address('whom to write to'), loopbackAddress),
  port: or(port('its port'), serverPort),
  text: byDefault(severalTexts('TEXT', 'what to send'), `"${texts.request}"`),
  numbers: number('N', numbersLimits, 'send 1 to N, reading while sending'),
  connect: flag('connect() the socket first, then send() without an address'),
  wait: or(number('MS', { minimum: 1, maximum: 600_000 }, 'silence after which it stops listening'), 500),
  'allow-remote': flag('allow an address beyond loopback')
}

/** What the exercise's clients print. */
const programs: ProgramTable = {
  messages: messageClient,
  numbers: { listening: null, received: [(event) => `Number from server: ${textOf(event).trimEnd()}`] }
}

type Given = Values<typeof options>

interface SendPlan {
  to: EndpointAddress
  texts: string[]
  numbers: number | null
  connected: boolean
  waitMs: number
}

function planOf({ host, port: to, text, numbers, connect, wait }: Given): SendPlan {
  if (text !== undefined && numbers !== undefined) {
    throw new UsageError('--text and --numbers do not go together: choose one.')
  }
  return {
    to: { address: host, port: to },
    texts: text ?? [texts.request],
    numbers: numbers ?? null,
    connected: connect,
    waitMs: wait
  }
}

async function runSend(given: Given, around: CommandNeeds): Promise<Answer> {
  const plan = planOf(given)
  const tally = { sent: 0, unsent: 0, returned: 0, refused: 0 }
  let printer: LinePrinter | null = null
  const take = (batch: EventBatch): void => {
    tally.sent += countKinds(batch, EventKind.sent)
    tally.unsent += countKinds(batch, EventKind.unsent)
    tally.returned += countKinds(batch, EventKind.received)
    tally.refused += countKinds(batch, EventKind.refused)
    printer?.take(batch)
  }
  const session = new Session(
    { id: 'send', programs },
    {
      workerFile: around.workerFile,
      engine: () => around.engine,
      onEvent: (event) => {
        if (event.type === 'endpoint') printer ??= new LinePrinter(event.endpoint, programs, around.print)
        else if (event.type === 'batch') take(event.batch)
      },
      remoteAllowed: () => given['allow-remote'],
      keepEvents: false
    }
  )
  const refusal = session.refuseRemote(plan.to)
  if (refusal) return failed(refusal)
  const program = { id: plan.numbers === null ? 'messages' : 'numbers' }
  const opened = await openClient(session, { name: 'Client', log: 'client', program, targets: [plan.to] })
  if (!opened.ok) return failed(opened.fault)
  const client = opened.value
  void around.interrupted.then(() => client.cancel())
  const local = client.local
  const result = await converse(client, plan)
  await client.close()
  if (!result.ok) return failed(result.fault)
  if (tally.returned === 0) return failed(silence(plan, tally.refused))
  around.print(`= ${tally.sent} sent, ${tally.returned} answered`)
  return { document: { to: plan.to, local, ...tally }, code: exitCodes.done }
}

async function converse(client: EndpointThread, plan: SendPlan): Promise<Result<unknown>> {
  const { to, connected, waitMs, numbers } = plan
  if (connected) {
    const result = await client.connect(to)
    if (!result.ok) return result
  }
  if (numbers !== null) {
    return client.call('burst', { to, connected, count: numbers, rate: 0, reads: 'while', silenceMs: waitMs })
  }
  for (const text of plan.texts) {
    const sent = await client.call('send', { payload: encodeText(text), to: connected ? null : to })
    if (!sent.ok && sent.fault.code !== 'socket/connection-refused') return sent
  }
  return client.call('receive', { count: plan.texts.length, waitMs })
}

function silence({ to, waitMs }: SendPlan, refused: number): ReturnType<typeof failure>['fault'] {
  if (refused > 0) {
    return failure('socket/connection-refused', `${formatEndpoint(to)} refused: nobody is bound there.`, {
      advice: 'Start the server, or correct the port.'
    }).fault
  }
  return failure('socket/no-answer', `Nobody at ${formatEndpoint(to)} answered within ${waitMs} ms.`, {
    advice:
      'Start the server, correct the port, or wait longer with --wait. UDP itself does not tell which it is.'
  }).fault
}

export const send = defineCommand({
  name: 'send',
  summary: 'A client: sends datagrams and prints the answers.',
  options,
  run: runSend
})
