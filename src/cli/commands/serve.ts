/** serve: a server in the foreground, for whoever writes to it. */
import { formatEndpoint } from '../../shared/model/address'
import { countKinds, type EventBatch, type EventKindCode } from '../../shared/model/batch'
import { type EndpointBeyond, sumKinds } from '../../shared/model/beyond'
import { receiveSizeBytes } from '../../shared/model/payload'
import { loopbackAddress, serverPort, texts } from '../../shared/tasks/catalogue'
import { task4Limits } from '../../shared/tasks/task4'
import type { EndpointThread } from '../../lab/endpoints/endpoint-thread'
import type { Behaviour } from '../../lab/endpoints/protocol'
import { Session } from '../../lab/session'
import type { Command } from '../command'
import { LinePrinter, receivedKinds, sentKinds } from '../line-printer'
import {
  addressOption,
  flag,
  numberOption,
  type ParsedWords,
  portOption,
  textOption,
  UsageError
} from '../options'
import { type Answer, exitCodes, failed, type Surroundings } from '../output'

function behaviourOf(parsed: ParsedWords): Behaviour {
  const reply = textOption(parsed, 'reply')
  if (!flag(parsed, 'echo')) return { kind: 'reply', text: reply ?? texts.reply, delayMs: 0 }
  if (reply !== undefined) throw new UsageError('--reply and --echo do not go together: choose one.')
  return { kind: 'echo', serviceUs: 0 }
}

/** What the server told: a batch of its events, or how many it only counted. */
type News = EventBatch | EndpointBeyond

const countOf = (news: News, kinds: readonly EventKindCode[]): number =>
  'counts' in news ? sumKinds(news.counts, ...kinds) : countKinds(news, ...kinds)

async function runServe(parsed: ParsedWords, around: Surroundings): Promise<Answer> {
  const local = {
    address: addressOption(parsed, 'host', loopbackAddress),
    port: portOption(parsed, 'port', serverPort, 0)
  }
  const behaviour = behaviourOf(parsed)
  const opening = {
    local,
    behaviour,
    receiveBufferBytes: numberOption(parsed, 'server-buffer', null, task4Limits.buffer),
    receiveSizeBytes: numberOption(parsed, 'receive-size', receiveSizeBytes, { minimum: 1, maximum: 65_535 })
  }
  const seconds = numberOption(parsed, 'for', null, { minimum: 0.001, maximum: 86_400, decimals: true })
  const count = numberOption(parsed, 'count', Infinity, { minimum: 1, maximum: 1_000_000_000 })
  const allowed = flag(parsed, 'allow-remote')

  const early: News[] = []
  let take = (news: News): unknown => early.push(news)
  const session = new Session('task1', {
    workerFile: around.workerFile,
    engine: () => around.engine,
    onEvent: () => undefined,
    remoteAllowed: () => allowed,
    keepEvents: false
  })
  const voice = { id: behaviour.kind === 'echo' ? ('echo-server' as const) : ('message-server' as const) }
  session.onNews = (news) => take(news)
  const opened = await session.open({ name: 'Server', role: 'server', log: 'server', voice }, opening)
  if (!opened.ok) return failed(opened.fault)
  const server = opened.value
  announce(server, around)

  const printer = new LinePrinter(server.info, around.print)
  const tally = { received: 0, replied: 0 }
  const enough = new Promise<void>((resolve) => {
    take = (news) => {
      tally.received += countOf(news, receivedKinds)
      tally.replied += countOf(news, sentKinds)
      if ('counts' in news) printer.leaveOut(news.counts)
      else printer.take(news)
      if (tally.replied >= count) resolve()
    }
    early.forEach(take)
  })
  const ends = [enough, around.interrupted, server.ended]
  // Whatever else ends it, nobody waits for this timer any more.
  if (seconds !== null) ends.push(new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref()))
  await Promise.race(ends)
  return sumUp(server, tally, around)
}

function announce(server: EndpointThread, { json, printLine }: Surroundings): void {
  const local = server.local!
  printLine(json ? JSON.stringify({ listening: local }) : `listening ${formatEndpoint(local)}`)
}

async function sumUp(
  server: EndpointThread,
  tally: { received: number; replied: number },
  { print }: Surroundings
): Promise<Answer> {
  const kernelDrops = await server.drops()
  await server.close()
  const { state } = server.info
  if (state.phase === 'failed') return failed(state.fault)
  const dropped = kernelDrops === null ? '' : `; the kernel dropped ${kernelDrops} at its receive buffer`
  print(`= ${tally.received} received, ${tally.replied} answered${dropped}`)
  return { document: { ...tally, kernelDrops }, code: exitCodes.done }
}

export const serve: Command = {
  name: 'serve',
  summary: 'A server in the foreground: the one of Task 1 unless told otherwise. Ctrl-C ends it.',
  options: {
    host: { type: 'string' },
    port: { type: 'string' },
    reply: { type: 'string' },
    echo: { type: 'boolean' },
    'server-buffer': { type: 'string' },
    'receive-size': { type: 'string' },
    for: { type: 'string' },
    count: { type: 'string' },
    'allow-remote': { type: 'boolean' }
  },
  help: [
    { words: '--host ADDRESS', meaning: `the address to bind (default ${loopbackAddress})` },
    { words: '--port N', meaning: `the port to bind; 0: a free one (default ${serverPort})` },
    { words: '--reply TEXT', meaning: `what to answer (default "${texts.reply}")` },
    { words: '--echo', meaning: 'send every datagram back as it came' },
    { words: '--server-buffer BYTES', meaning: "SO_RCVBUF (default: the system's)" },
    {
      words: '--receive-size BYTES',
      meaning: 'the argument of recvfrom: what is longer is cut (default 1024)'
    },
    { words: '--for SECONDS', meaning: 'stop after this time' },
    { words: '--count N', meaning: 'stop after N answered datagrams' },
    { words: '--allow-remote', meaning: 'allow an address beyond loopback' }
  ],
  run: runServe
}
