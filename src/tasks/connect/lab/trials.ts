/** Four small experiments on real sockets, each with a connected and an unconnected client. */
import type { TrialName, TrialReport } from '../model/trials'
import { failure, type Result, success } from '#shared/fault'
import { type EndpointAddress, formatEndpoint } from '#shared/events/address'
import { encodeText } from '#shared/events/payload'
import { loopbackAddress, texts } from '#shared/exercise'
import type { EndpointThread } from '#lab/endpoints/endpoint-thread'
import { findFreePort } from '#lab/net/port-holder'
import type { Session } from '#lab/session/session'
import { openClient } from '#lab/session/client-run'
import type { ServerSlot } from '#lab/session/server-slot'

/** On loopback an answer or an ICMP error is there within a millisecond; this is silence beyond doubt. */
const silenceMs = 300

interface Bench {
  session: Session
  server: ServerSlot
}

type Finding = Omit<TrialReport, 'trial' | 'connected'>

interface Scene extends Bench {
  client: EndpointThread
  clientAddress: EndpointAddress
  connected: boolean
}

type Trial = (scene: Scene) => Promise<Result<Finding>>

const request = encodeText(texts.request)

/** A third socket that only says something, or only listens. */
function openBystander(session: Session, name: string): Promise<Result<EndpointThread>> {
  return session.open(
    { name, role: 'client', log: 'unconnected', program: { id: 'bystander' } },
    { local: { address: loopbackAddress, port: 0 }, behaviour: { kind: 'listen' } }
  )
}

const stranger: Trial = async ({ session, server, client, clientAddress, connected }) => {
  const opened = await openBystander(session, session.nextName('Stranger'))
  if (!opened.ok) return opened
  const strangerAddress = formatEndpoint(opened.value.bound)
  if (connected) await client.connect(server.place)
  await opened.value.call('send', { payload: encodeText('Hello from a stranger'), to: clientAddress })
  const heard = await client.call('receive', { count: 1, waitMs: silenceMs })
  await opened.value.close()
  if (!heard.ok) return heard
  if (heard.value.received > 0) {
    return success({
      verdict: 'delivered',
      finding: `${strangerAddress} wrote to ${formatEndpoint(clientAddress)} and recvfrom() returned it: an unconnected socket hears everyone.`
    })
  }
  return success({
    verdict: 'filtered',
    finding: connected
      ? `${strangerAddress} wrote to ${formatEndpoint(clientAddress)}, but the socket is connected to ${formatEndpoint(server.place)}: the kernel did not deliver it.`
      : `${strangerAddress} wrote, and nothing was delivered within ${silenceMs} ms.`
  })
}

const deadPort: Trial = async ({ client, connected }) => {
  const port = await findFreePort(loopbackAddress)
  if (port === null) return failure('socket/failed', 'No free port was found for the experiment.')
  const dead = { address: loopbackAddress, port }
  if (connected) await client.connect(dead)
  await client.call('send', { payload: request, to: connected ? null : dead })
  const heard = await client.call('receive', { count: 1, waitMs: silenceMs })
  if (!heard.ok) return heard
  if (heard.value.refused) {
    return success({
      verdict: 'refused',
      finding: `Nobody is bound to ${formatEndpoint(dead)}. The ICMP "port unreachable" came back to the connected socket as ECONNREFUSED.`
    })
  }
  return success({
    verdict: 'silence',
    finding: connected
      ? `Nobody is bound to ${formatEndpoint(dead)}, and this system did not report it within ${silenceMs} ms.`
      : `Nobody is bound to ${formatEndpoint(dead)}. The ICMP error came back too, but an unconnected socket is not told: ${silenceMs} ms of silence.`
  })
}

const secondAddress: Trial = async ({ session, server, client, connected }) => {
  const opened = await openBystander(session, session.nextName('Second'))
  if (!opened.ok) return opened
  const second = opened.value
  const address = second.bound
  if (connected) await client.connect(server.place)
  const sent = await client.call('send', { payload: request, to: address })
  const heard = await second.call('receive', { count: 1, waitMs: silenceMs })
  await second.close()
  if (heard.ok && heard.value.received > 0) {
    return success({
      verdict: 'delivered',
      finding: `The datagram to ${formatEndpoint(address)} arrived there: sendto() of an unconnected socket goes to any address.`
    })
  }
  return success({
    verdict: 'not-sent',
    finding: sent.ok
      ? `The datagram to ${formatEndpoint(address)} was accepted, but did not arrive.`
      : `The socket is connected to ${formatEndpoint(server.place)}, so a datagram to ${formatEndpoint(address)} was refused (${sent.fault.errno ?? sent.fault.code}); nothing arrived there. (At the system call itself Linux would let sendto() name another address; Node's dgram does not.)`
  })
}

const connectOnly: Trial = async ({ session, client, connected }) => {
  const opened = await openBystander(session, session.nextName('Witness'))
  if (!opened.ok) return opened
  const witness = opened.value
  const address = witness.bound
  if (connected) await client.connect(address)
  const heard = await witness.call('receive', { count: 1, waitMs: silenceMs })
  await witness.close()
  if (!heard.ok) return heard
  const { received } = heard.value
  return success({
    verdict: received === 0 ? 'nothing-sent' : 'delivered',
    finding: `${connected ? `connect() to ${formatEndpoint(address)} was called` : 'A socket was made and bound'}; the socket there received ${received} datagrams in ${silenceMs} ms. ${connected ? 'connect() alone puts nothing on the wire.' : 'Without connect() nothing goes out either.'}`
  })
}

const trials: Record<TrialName, Trial> = {
  stranger,
  'dead-port': deadPort,
  'second-address': secondAddress,
  'connect-only': connectOnly
}

export async function runTrial(
  trial: TrialName,
  connected: boolean,
  bench: Bench
): Promise<Result<TrialReport>> {
  const opened = await openClient(bench.session, {
    name: bench.session.nextName(connected ? 'Connected' : 'Unconnected'),
    log: connected ? 'client' : 'unconnected',
    program: { id: 'bystander' },
    targets: [bench.server.place]
  })
  if (!opened.ok) return opened
  const client = opened.value
  const found = await trials[trial]({ ...bench, client, clientAddress: client.bound, connected })
  await client.close()
  return found.ok ? success({ trial, connected, ...found.value }) : found
}
