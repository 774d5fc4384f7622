/** Small experiments on real sockets, each with a connected and an unconnected client. */
import type { TrialName, TrialReport } from '../model/trials'
import { done, type Fault, failure, type Result, success } from '#shared/fault'
import { formatEndpoint } from '#shared/events/address'
import { engineLabels } from '#shared/events/engine'
import { encodeText } from '#shared/events/payload'
import { loopbackAddress } from '#shared/exercise'
import { counted } from '#shared/text'
import { findFreePort } from '#lab/net/port-holder'
import { openClient } from '#lab/session/client-run'
import { disconnect, queuedBefore } from './lasting-trials'
import { type Bench, openBystander, request, silenceMs, type Trial } from './scene'

const noFreePort = failure('socket/failed', 'No free port was found for the experiment.')

const stranger: Trial = async ({ session, server, client, clientAddress, connected }) => {
  const fixed = connected ? await client.connect(server.place) : done
  if (!fixed.ok) return fixed
  const opened = await openBystander(session, session.nextName('Stranger'))
  if (!opened.ok) return opened
  const strangerAddress = formatEndpoint(opened.value.bound)
  const payload = encodeText('Hello from a stranger')
  const sent = await opened.value.call('send', { payload, to: clientAddress })
  const heard = await client.call('receive', { count: 1, waitMs: silenceMs })
  await opened.value.close()
  if (!sent.ok) return sent
  if (!heard.ok) return heard
  if (heard.value.received > 0) {
    return success({
      verdict: 'delivered',
      finding: `${strangerAddress} wrote to ${formatEndpoint(clientAddress)} and recvfrom() returned it: the socket has no peer, so the kernel delivers what anyone sends.`
    })
  }
  return success({
    verdict: connected ? 'filtered' : 'silence',
    finding: connected
      ? `${strangerAddress} wrote to ${formatEndpoint(clientAddress)}, but the socket is connected to ${formatEndpoint(server.place)}: the kernel did not deliver it.`
      : `${strangerAddress} wrote to ${formatEndpoint(clientAddress)}, and nothing was delivered within ${silenceMs} ms.`
  })
}

const deadPort: Trial = async ({ client, connected }) => {
  const port = await findFreePort(loopbackAddress)
  if (port === null) return noFreePort
  const dead = { address: loopbackAddress, port }
  const fixed = connected ? await client.connect(dead) : done
  if (!fixed.ok) return fixed
  const sent = await client.call('send', { payload: request, to: connected ? null : dead })
  if (!sent.ok && sent.fault.code !== 'socket/connection-refused') return sent
  const heard = await client.call('receive', { count: 1, waitMs: silenceMs })
  if (!heard.ok) return heard
  const nobody = `Nobody is bound to ${formatEndpoint(dead)}.`
  const which = connected ? 'connected' : 'unconnected'
  if (heard.value.refused) {
    return success({
      verdict: 'refused',
      finding: `${nobody} The ${which} socket was told: the system gave it the error ECONNREFUSED ("port unreachable").`
    })
  }
  const silence = `${nobody} The ${which} socket (${engineLabels[client.engine]}) was told nothing: ${silenceMs} ms of silence.`
  const told = connected
    ? null
    : await client.call('askForError', { to: dead, payload: request, waitMs: silenceMs })
  if (told && !told.ok) return told
  return success({
    verdict: 'silence',
    finding: told?.value
      ? `${silence} A second unconnected socket, which asks for its errors (IP_RECVERR), wrote there too: its error queue holds an ICMP "port unreachable" from ${told.value.offender}.`
      : silence
  })
}

const secondAddress: Trial = async ({ session, server, client, connected }) => {
  const fixed = connected ? await client.connect(server.place) : done
  if (!fixed.ok) return fixed
  const opened = await openBystander(session, session.nextName('Second'))
  if (!opened.ok) return opened
  const second = opened.value
  const address = second.bound
  const sent = await client.call('send', { payload: request, to: address })
  const heard = await second.call('receive', { count: 1, waitMs: silenceMs })
  await second.close()
  if (!heard.ok) return heard
  const to = formatEndpoint(address)
  const about = connected
    ? `The socket is connected to ${formatEndpoint(server.place)}.`
    : 'The socket has no peer.'
  if (heard.value.received > 0) {
    return success({
      verdict: 'delivered',
      finding: connected
        ? `${about} sendto() to ${to} was called all the same, and this system delivered the datagram there: connect() gives send() its address, and forbids no other one.`
        : `${about} sendto() to ${to} was called, and the datagram arrived there.`
    })
  }
  if (sent.ok) {
    return success({
      verdict: 'silence',
      finding: `${about} sendto() to ${to} returned without an error, and nothing arrived there within ${silenceMs} ms.`
    })
  }
  return success({ verdict: 'not-sent', finding: `${about} ${refusal(to, sent.fault)}` })
}

/** Who said no: the library, before the system was asked, or the system itself. */
function refusal(to: string, { errno, code }: Fault): string {
  return errno === 'ERR_SOCKET_DGRAM_IS_CONNECTED'
    ? `node:dgram refused to send to ${to} (${errno}) before it asked the system: this says nothing of what the system would do.`
    : `The system refused sendto() to ${to} (${errno ?? code}); nothing arrived there.`
}

const connectOnly: Trial = async ({ session, client, connected }) => {
  const opened = await openBystander(session, session.nextName('Witness'))
  if (!opened.ok) return opened
  const witness = opened.value
  const address = witness.bound
  const fixed = connected ? await client.connect(address) : done
  const heard = await witness.call('receive', { count: 1, waitMs: silenceMs })
  await witness.close()
  if (!fixed.ok) return fixed
  if (!heard.ok) return heard
  const { received } = heard.value
  const to = formatEndpoint(address)
  const what = connected ? `connect() to ${to} was called` : 'A socket was made and bound'
  const seen = `${what}; the socket ${connected ? 'there' : `on ${to}`} received ${counted(received, 'datagram')} in ${silenceMs} ms.`
  return success({
    verdict: received === 0 ? 'nothing-sent' : 'delivered',
    finding:
      received === 0
        ? `${seen} ${connected ? 'connect() alone sent' : 'Without connect() there is'} nothing.`
        : seen
  })
}

const trials: Record<TrialName, Trial> = {
  stranger,
  'dead-port': deadPort,
  'second-address': secondAddress,
  'connect-only': connectOnly,
  'queued-before': queuedBefore,
  disconnect
}

export async function runTrial(
  trial: TrialName,
  connected: boolean,
  bench: Bench
): Promise<Result<TrialReport>> {
  // On Linux a port that the system picked goes with the peer, and one that was asked for stays.
  const port = trial === 'disconnect' ? await findFreePort(loopbackAddress) : 0
  if (port === null) return noFreePort
  const opened = await openClient(bench.session, {
    local: { address: loopbackAddress, port },
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
