/** send: a client in the terminal; sends texts or numbers and prints what comes back. */
import { type Fault, failure, type Result, success } from '#shared/fault'
import { type EndpointAddress, formatEndpoint } from '#shared/events/address'
import { encodeText } from '#shared/events/payload'
import { loopbackAddress, serverPort, texts } from '#shared/exercise'
import { counted } from '#shared/text'
import { numbersLimits } from '#shared/call-shapes'
import { messageClient } from '#shared/events/common-programs'
import { type ProgramTable, textOf } from '#shared/events/program-lines'
import { addressOf } from '#lab/net/own-name'
import type { EndpointThread } from '#lab/endpoints/endpoint-thread'
import { Session } from '#lab/session/session'
import { openClient } from '#lab/session/client-run'
import { defineCommand } from '../command'
import { LinePrinter } from '../line-printer'
import { SendTally } from '../send-tally'
import {
  byDefault,
  flag,
  host,
  number,
  or,
  port,
  texts as severalTexts,
  UsageError,
  type Values
} from '../options'
import { type Answer, exitCodes, failed, type CommandNeeds } from '../output'

const options = {
  host: or(host('whom to write to'), loopbackAddress),
  port: or(port('its port'), serverPort),
  text: byDefault(severalTexts('TEXT', 'what to send'), `"${texts.request}"`),
  numbers: number('N', numbersLimits, 'send 1 to N, reading while sending'),
  connect: flag('connect() the socket first, then send() without an address'),
  wait: or(number('MS', { minimum: 1, maximum: 600_000 }, 'silence after which it stops listening'), 500),
  'allow-remote': flag('allow an address beyond loopback')
}

/** More datagrams than a receive queue holds: where somebody floods the client, it stops reading after so many. */
const queueAtMost = 20_000

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

function planOf({ port: to, text, numbers, connect, wait }: Given, address: string): SendPlan {
  if (text !== undefined && numbers !== undefined) {
    throw new UsageError('--text and --numbers do not go together: choose one.')
  }
  return {
    to: { address, port: to },
    texts: text ?? [texts.request],
    numbers: numbers ?? null,
    connected: connect,
    waitMs: wait
  }
}

async function runSend(given: Given, around: CommandNeeds): Promise<Answer> {
  const address = await addressOf(given.host)
  if (!address.ok) return failed(address.fault)
  const plan = planOf(given, address.value)
  if (address.value !== given.host) around.print(`# ${given.host} is ${address.value}`)
  const tally = new SendTally(plan.to, plan.numbers)
  let printer: LinePrinter | null = null
  const session = new Session(
    { id: 'send', programs },
    {
      workerFile: around.workerFile,
      engine: () => around.engine,
      onEvent: (event) => {
        if (event.type === 'endpoint') printer ??= new LinePrinter(event.endpoint, programs, around.print)
      },
      remoteAllowed: () => given['allow-remote'],
      keepEvents: false
    }
  )
  session.onNews = (news) => {
    tally.take(news)
    if ('counts' in news) printer?.leaveOut(news.counts)
    else printer?.take(news)
  }
  const refusal = session.refuseRemote(plan.to)
  if (refusal) return failed(refusal)
  const program = { id: plan.numbers === null ? 'messages' : 'numbers' }
  const opened = await openClient(session, { name: 'Client', log: 'client', program, targets: [plan.to] })
  if (!opened.ok) return failed(opened.fault)
  const client = opened.value
  const local = client.local
  const { happened } = around.interruption
  const result = await Promise.race([converse(client, plan, tally), happened.then(() => null)])
  await client.close()
  if (result === null) {
    around.print(`= cancelled: ${tally.inWords()} until then`)
    return { document: { to: plan.to, local, ...tally.document() }, code: exitCodes.done }
  }
  if (!result.ok) return failed(result.fault)
  // A refusal by the peer's system is no reason why it could not be sent: silence() tells it.
  if (tally.sent === 0 && result.value && tally.refused === 0) return failed(result.value)
  if (tally.returned === 0) return failed(silence(plan, tally))
  around.print(`= ${tally.inWords()}`)
  return { document: { to: plan.to, local, ...tally.document() }, code: exitCodes.done }
}

/** Sends and listens; gives why send() refused a datagram, where it did. */
async function converse(
  client: EndpointThread,
  plan: SendPlan,
  tally: SendTally
): Promise<Result<Fault | null>> {
  const { to, connected, waitMs, numbers } = plan
  if (connected) {
    const result = await client.connect(to)
    if (!result.ok) return result
  }
  if (numbers !== null) {
    const plan = { to, connected, count: numbers, rate: 0, reads: 'while', silenceMs: waitMs } as const
    const burst = await client.call('burst', plan)
    // As many datagrams as numbers came, and some of them twice: others are still on their way.
    const missing = burst.ok && tally.returned < tally.sent && tally.duplicated > 0
    if (missing) await client.call('settle', { silenceMs: waitMs, most: 2 * numbers + queueAtMost })
    return burst.ok ? success(burst.value.refusal) : burst
  }
  for (const text of plan.texts) {
    const sent = await client.call('send', { payload: encodeText(text), to: connected ? null : to })
    if (!sent.ok && sent.fault.code !== 'socket/connection-refused') return sent
  }
  const heard = await client.call('receive', { count: plan.texts.length, waitMs, fromPeers: true })
  return heard.ok ? success(null) : heard
}

function silence(
  { to, waitMs }: SendPlan,
  { refused, foreign }: Pick<SendTally, 'refused' | 'foreign'>
): Fault {
  if (refused > 0) {
    return failure('socket/connection-refused', `${formatEndpoint(to)} refused: nobody is bound there.`, {
      advice: 'Start the server, or correct the port.'
    }).fault
  }
  const others = foreign === 0 ? '' : ` ${counted(foreign, 'datagram')} came from elsewhere.`
  const nobody = `Nobody at ${formatEndpoint(to)} answered within ${waitMs} ms.`
  return failure('socket/no-answer', `${nobody}${others}`, {
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
