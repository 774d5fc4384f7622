/** serve: a server in the foreground, for whoever writes to it. */
import { formatEndpoint } from '#shared/events/address'
import { countKinds, type EventBatch, type EventKindCode } from '#shared/events/batch'
import { type EndpointBeyond, sumKinds } from '#shared/events/beyond'
import { receiveSizeBytes } from '#shared/events/payload'
import { loopbackAddress, serverPort, texts } from '#shared/exercise'
import { receiveBufferLimits } from '#shared/call-shapes'
import { clientAddress, messageFromClient, serverIsUp } from '#shared/events/common-programs'
import { type ProgramTable, textOf } from '#shared/events/program-lines'
import { addressOf } from '#lab/net/own-name'
import type { EndpointThread } from '#lab/endpoints/endpoint-thread'
import type { Behaviour } from '#lab/endpoints/protocol'
import { Session } from '#lab/session/session'
import { defineCommand } from '../command'
import { LinePrinter, receivedKinds, sentKinds } from '../line-printer'
import { byDefault, flag, host, number, or, port, text, UsageError, type Values } from '../options'
import { type Answer, exitCodes, failed, type CommandNeeds } from '../output'

const options = {
  host: or(host('the address to bind'), loopbackAddress),
  port: or(port('the port to bind; 0: a free one', 0), serverPort),
  reply: byDefault(text('TEXT', 'what to answer'), `"${texts.reply}"`),
  echo: flag('send every datagram back as it came'),
  'server-buffer': or(number('BYTES', receiveBufferLimits, 'SO_RCVBUF'), null, "the system's"),
  'receive-size': or(
    number('BYTES', { minimum: 1, maximum: 65_535 }, 'the argument of recvfrom: what is longer is cut'),
    receiveSizeBytes
  ),
  for: number('SECONDS', { minimum: 0.001, maximum: 86_400 }, 'stop after this time', { decimals: true }),
  count: number('N', { minimum: 1, maximum: 1_000_000_000 }, 'stop after N answered datagrams'),
  'allow-remote': flag('allow an address beyond loopback')
}

/** What the exercise's servers print: that of Task 1, and that of Task 4 which echoes numbers. */
const programs: ProgramTable = {
  reply: { listening: serverIsUp, received: [messageFromClient, clientAddress] },
  echo: { listening: serverIsUp, received: [(event) => `Number from client: ${textOf(event).trimEnd()}`] }
}

type Given = Values<typeof options>

function behaviourOf({ reply, echo }: Given): Behaviour {
  if (!echo) return { kind: 'reply', text: reply ?? texts.reply, delayMs: 0 }
  if (reply !== undefined) throw new UsageError('--reply and --echo do not go together: choose one.')
  return { kind: 'echo', serviceUs: 0 }
}

/** What the server told: a batch of its events, or how many it only counted. */
type News = EventBatch | EndpointBeyond

const countOf = (news: News, kinds: readonly EventKindCode[]): number =>
  'counts' in news ? sumKinds(news.counts, ...kinds) : countKinds(news, ...kinds)

async function runServe(given: Given, around: CommandNeeds): Promise<Answer> {
  const { for: seconds, count = Infinity } = given
  const behaviour = behaviourOf(given)
  const address = await addressOf(given.host)
  if (!address.ok) return failed(address.fault)
  const opening = {
    local: { address: address.value, port: given.port },
    behaviour,
    receiveBufferBytes: given['server-buffer'],
    receiveSizeBytes: given['receive-size'],
    // Lines that nobody reads are not made. A number of answers to end after is watched event by event.
    counted: around.json && count === Infinity
  }

  const early: News[] = []
  let take = (news: News): unknown => early.push(news)
  const session = new Session(
    { id: 'serve', programs },
    {
      workerFile: around.workerFile,
      engine: () => around.engine,
      onEvent: () => undefined,
      remoteAllowed: () => given['allow-remote'],
      keepEvents: false
    }
  )
  const program = { id: behaviour.kind === 'echo' ? 'echo' : 'reply' }
  session.onNews = (news) => take(news)
  const opened = await session.open({ name: 'Server', role: 'server', log: 'server', program }, opening)
  if (!opened.ok) return failed(opened.fault)
  const server = opened.value
  announce(server, around)
  if (address.value !== given.host) around.print(`# ${given.host} is ${address.value}`)

  const printer = around.json ? null : new LinePrinter(server.info, programs, around.print)
  const tally = { received: 0, replied: 0 }
  const enough = new Promise<void>((resolve) => {
    take = (news) => {
      tally.received += countOf(news, receivedKinds)
      tally.replied += countOf(news, sentKinds)
      if ('counts' in news) printer?.leaveOut(news.counts)
      else printer?.take(news)
      if (tally.replied >= count) resolve()
    }
    early.forEach(take)
  })
  const ends = [enough, around.interruption.happened, around.readerGone, server.ended]
  // Whatever else ends it, nobody waits for this timer any more.
  if (seconds !== undefined) ends.push(new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref()))
  await Promise.race(ends)
  return sumUp(server, tally, around)
}

function announce(server: EndpointThread, { json, printLine }: CommandNeeds): void {
  const local = server.bound
  printLine(json ? JSON.stringify({ listening: local }) : `listening ${formatEndpoint(local)}`)
}

async function sumUp(
  server: EndpointThread,
  tally: { received: number; replied: number },
  { print }: CommandNeeds
): Promise<Answer> {
  const kernelDrops = await server.drops()
  await server.close()
  const { state } = server.info
  if (state.phase === 'failed') return failed(state.fault)
  const dropped = kernelDrops === null ? '' : `; the kernel dropped ${kernelDrops} at its receive buffer`
  print(`= ${tally.received} received, ${tally.replied} answered${dropped}`)
  return { document: { ...tally, kernelDrops }, code: exitCodes.done, endsBySignal: true }
}

export const serve = defineCommand({
  name: 'serve',
  summary: 'A server in the foreground: the one of Task 1 unless told otherwise. Ctrl-C ends it.',
  options,
  run: runServe
})
