/** The page turned hostile: whatever sends is tried, and real listeners on loopback count what comes. */
import { expect } from './app'
import { heardNothing, test } from './listener'

// In a network of loopback alone WebRTC has no address to gather from: it runs in the machine's own.
test('WebRTC sends nothing: no datagram to a STUN or TURN server, no connection, no check of a candidate @alone', async ({
  page,
  listener
}) => {
  test.setTimeout(120_000)
  const states = await page.evaluate(async (port) => {
    const at = `127.0.0.1:${port}`
    const urls = ['udp', 'tcp'].map((transport) => `turn:${at}?transport=${transport}`)
    const iceServers = [{ urls: `stun:${at}` }, { urls, username: 'u', credential: 'c' }]
    const peer = new RTCPeerConnection({ iceServers })
    const until = (event: string, reached: () => boolean): Promise<void> =>
      new Promise((resolve) => peer.addEventListener(event, () => reached() && resolve()))
    const gathered = until('icegatheringstatechange', () => peer.iceGatheringState === 'complete')
    const given = until('iceconnectionstatechange', () =>
      ['disconnected', 'failed'].includes(peer.iceConnectionState)
    )
    peer.createDataChannel('out')
    await peer.setLocalDescription()
    const other = new RTCPeerConnection()
    await other.setRemoteDescription(peer.localDescription!)
    await other.setLocalDescription()
    await peer.setRemoteDescription(other.localDescription!)
    for (const candidate of [
      `candidate:1 1 udp 2122260223 127.0.0.1 ${port} typ host`,
      `candidate:2 1 tcp 1518280447 127.0.0.1 ${port} typ host tcptype passive`
    ]) {
      await peer.addIceCandidate({ candidate, sdpMid: '0' })
    }
    await Promise.all([gathered, given])
    other.close()
    peer.close()
    return peer.localDescription!.sdp.match(/a=candidate/g)
  }, listener.port)
  expect(states).toBeNull()
  await heardNothing(listener)
})

test('nothing else of the page reaches a listener: requests, sockets, hints, forms, pings, downloads', async ({
  page,
  listener
}) => {
  const reached = await page.evaluate(async (port) => {
    await new Promise((resolve) => setTimeout(resolve))
    const at = `127.0.0.1:${port}`
    const add = <K extends keyof HTMLElementTagNameMap>(name: K, words: Record<string, string>) => {
      const element = document.createElement(name)
      for (const [word, value] of Object.entries(words)) element.setAttribute(word, value)
      document.body.append(element)
      return element
    }
    for (const rel of [
      'preconnect',
      'dns-prefetch',
      'prefetch',
      'preload',
      'prerender',
      'icon',
      'stylesheet'
    ]) {
      add('link', { rel, href: `http://${at}/${rel}`, as: 'image' })
    }
    add('a', { href: '#', ping: `http://${at}/ping` }).click()
    add('a', { href: `http://${at}/download`, download: 'x' }).click()
    add('form', { action: `http://${at}/form`, method: 'post' }).submit()
    add('div', { id: 'styled' }).style.backgroundImage = `url(http://${at}/style)`
    navigator.sendBeacon(`http://${at}/beacon`, 'history')
    const opened = (source: EventTarget): Promise<boolean> =>
      new Promise((resolve) => {
        source.addEventListener('open', () => resolve(true))
        source.addEventListener('error', () => resolve(false))
      })
    const kept = (promise: Promise<unknown>): Promise<boolean> =>
      promise.then(
        () => true,
        () => false
      )
    return Promise.all([
      kept(fetch(`http://${at}/fetch`, { mode: 'no-cors' })),
      opened(new WebSocket(`ws://${at}/socket`)),
      opened(new EventSource(`http://${at}/events`)),
      kept(new WebTransport(`https://${at}/transport`).ready),
      opened(Object.assign(new Image(), { src: `http://${at}/image` }))
    ])
  }, listener.port)
  expect(reached).toEqual([false, false, false, false, false])
  await heardNothing(listener)
})

test('Chromium has no way to a network in any session, whatever its requests are let through', async ({
  app,
  page,
  listener
}) => {
  await expect(page).toHaveTitle('UDP Lab')
  const ways = await app.evaluate(async ({ session }, port) => {
    const url = `http://127.0.0.1:${port}/`
    const all = [session.defaultSession, session.fromPartition('report-print'), session.fromPartition('new')]
    return Promise.all(
      all.map(async (one) => {
        const reach = () =>
          one.fetch(url).then(
            () => 'reached',
            (error: Error) => error.message
          )
        const filtered = await reach()
        // Without the filter of requests the dead proxy and the names that lead nowhere still stand.
        one.webRequest.onBeforeRequest(null)
        return { proxy: await one.resolveProxy(url), filtered, bare: await reach() }
      })
    )
  }, listener.port)
  for (const { proxy, filtered, bare } of ways) {
    expect(proxy).toBe('SOCKS5 127.0.0.1:0')
    expect(filtered).toBe('net::ERR_BLOCKED_BY_CLIENT')
    expect(bare).toMatch(/^net::ERR_(PROXY_CONNECTION_FAILED|SOCKS_CONNECTION_FAILED|NAME_NOT_RESOLVED)/)
  }
  await heardNothing(listener)
})
