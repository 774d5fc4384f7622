/** What connect() does not undo, and how it is undone itself: a datagram that waits already, and disconnecting. */
import { type EndpointAddress, formatEndpoint } from '#shared/events/address'
import { encodeText } from '#shared/events/payload'
import { counted } from '#shared/text'
import { type Result, success } from '#shared/fault'
import { createBusyGate, whileBusy } from '#lab/endpoints/busy-gate'
import type { EndpointThread } from '#lab/endpoints/endpoint-thread'
import { openBystander, silenceMs, type Trial } from './scene'

const early = encodeText('Sent before connect()')
const late = encodeText('Sent after connect()')

/** connect() after `between`, during which the client reads nothing. Gives the first failure of the two. */
async function connectLate(
  client: EndpointThread,
  peer: EndpointAddress,
  between: () => Promise<Result<void>>
): Promise<Result<void>> {
  const gate = createBusyGate()
  const connecting = client.call('connectLate', { peer, gate })
  const done = await whileBusy(gate, between)
  const connected = await connecting
  return done.ok ? connected : done
}

/** A stranger writes before connect() and after it, and only then does the client read. */
export const queuedBefore: Trial = async ({ session, server, client, clientAddress, connected }) => {
  const opened = await openBystander(session, session.nextName('Stranger'))
  if (!opened.ok) return opened
  const stranger = opened.value
  const say = (payload: Uint8Array) => stranger.call('send', { payload, to: clientAddress })
  const send = () => say(early)
  // Until connect() is called the client reads nothing: the kernel has the datagram.
  const first = connected ? await connectLate(client, server.place, send) : await send()
  const second = first.ok ? await say(late) : first
  const heard = await client.call('receive', { count: 2, waitMs: silenceMs })
  await stranger.close()
  if (!second.ok) return second
  if (!heard.ok) return heard
  const { received } = heard.value
  const who = `${formatEndpoint(stranger.bound)} wrote`
  if (!connected) {
    return success({
      verdict: received > 0 ? 'delivered' : 'silence',
      finding: `${who} twice, and recvfrom() returned ${counted(received, 'datagram')}: the socket has no peer.`
    })
  }
  const about = `${who} before connect() to ${formatEndpoint(server.place)} and after it.`
  if (received === 1) {
    return success({
      verdict: 'delivered',
      finding: `${about} recv() returned the one that waited already. The later one was not delivered.`
    })
  }
  return success({
    verdict: received === 0 ? 'silence' : 'delivered',
    finding: `${about} recv() returned ${counted(received, 'datagram')} of the two.`
  })
}

/** The peer is fixed and dissolved again; then a stranger writes. */
export const disconnect: Trial = async ({ session, server, client, clientAddress, connected }) => {
  if (connected) {
    const fixed = await client.connect(server.place)
    if (!fixed.ok) return fixed
    const dissolved = await client.disconnect()
    if (!dissolved.ok) return dissolved
  }
  const opened = await openBystander(session, session.nextName('Stranger'))
  if (!opened.ok) return opened
  const stranger = opened.value
  const sent = await stranger.call('send', { payload: late, to: clientAddress })
  const heard = await client.call('receive', { count: 1, waitMs: silenceMs })
  await stranger.close()
  if (!sent.ok) return sent
  if (!heard.ok) return heard
  const about = connected
    ? `The socket was connected to ${formatEndpoint(server.place)} and disconnected again (connect() to AF_UNSPEC).`
    : 'This socket never had a peer, so there was none to remove.'
  const arrived = heard.value.received > 0
  return success({
    verdict: arrived ? 'delivered' : 'silence',
    finding: arrived
      ? `${about} Then ${formatEndpoint(stranger.bound)} wrote, and recvfrom() returned the datagram.`
      : `${about} Then ${formatEndpoint(stranger.bound)} wrote, and nothing was delivered within ${silenceMs} ms.`
  })
}
