// @ts-check
/* global window -- what is evaluated in the page */
/** Runs of every kind, each by the window's own calls on real sockets. */
import { readFileSync, writeFileSync } from 'node:fs'
import { PlainError } from '../electron/plain.mjs'
import { ask, call, newRun } from './app.mjs'

/** @typedef {import('@playwright/test').Page} Page */

const local = { address: '127.0.0.1', port: 20_001 }
const waitMs = 300

/** Task 4's parameters: those that are not said are the app's own. @param {Record<string, unknown>} more */
export const burst = (more) => ({
  count: 8,
  serverBuffer: null,
  clientBuffer: null,
  serviceUs: 0,
  clientReads: 'after',
  rate: 0,
  payloadBytes: null,
  queue: 'kernel',
  ...more
})

/** A session of Task 1: three clients, payloads that are no plain text, and one that nobody answers. @param {Page} page */
async function task1(page) {
  await call(page, 'task1.startServer', local)
  for (const text of ['Helllo UDP Server', '', 'Grüße ☃ \u202etxt\u0000\u001b[31m']) {
    await call(page, 'task1.sendMessage', { text, clients: 1, waitMs, ...local })
  }
  await call(page, 'task1.sendMessage', { text: 'x'.repeat(1500), clients: 2, waitMs, ...local })
  await call(page, 'task1.stopServer')
  await call(page, 'task1.sendMessage', { text: 'anybody?', clients: 1, waitMs, ...local })
  await call(page, 'clear', { task: 'task1' })
}

/** @param {Page} page @param {boolean} byArrival */
async function task2(page, byArrival) {
  await call(page, 'task2.startServer', { server: 1, port: 20_001, delayMs: byArrival ? 100 : 0 })
  await call(page, 'task2.startServer', { server: 2, port: 20_000, delayMs: 0 })
  await call(page, 'task2.sendToBoth', { byArrival, waitMs: 1000 })
  await call(page, 'task2.stopServer', { server: 2 })
  await call(page, 'task2.sendToBoth', { byArrival, waitMs })
  await call(page, 'task2.stopServer', { server: 1 })
  await call(page, 'clear', { task: 'task2' })
}

/** @param {Page} page */
async function task3(page) {
  await call(page, 'task3.startServer', local)
  for (const connected of [true, false]) {
    await call(page, 'task3.exchange', { connected, waitMs })
    for (const trial of ['stranger', 'dead-port', 'second-address', 'connect-only']) {
      await call(page, 'task3.trial', { trial, connected })
    }
  }
  await call(page, 'task3.stopServer')
  await call(page, 'clear', { task: 'task3' })
}

/** Part 1 by hand: a session with an outcome of its own kind, which is none. @param {Page} page */
async function byHand(page) {
  for (const number of [7, 4_294_967_295]) await call(page, 'task4.sendNumber', { number, waitMs })
  await call(page, 'task4.stopServer')
  await call(page, 'clear', { task: 'task4' })
}

/** The socket and the ephemeral ports are taken: the run has nowhere to go. @param {Page} page */
async function failing(page) {
  const range = '/proc/sys/net/ipv4/ip_local_port_range'
  const usual = readFileSync(range, 'utf8')
  await call(page, 'task1.startServer', local)
  writeFileSync(range, `${local.port} ${local.port}`)
  const answer = await ask(page, 'task4.run', burst({ count: 44, serviceUs: 0.5 }))
  writeFileSync(range, usual)
  if (answer.ok) throw new PlainError('the run that should fail did not')
  await call(page, 'task1.stopServer')
}

/** Cancelled when some of its numbers are back. @param {Page} page */
async function cancelled(page) {
  await page.evaluate(
    async (input) => {
      let events = 0
      /** @type {() => void} */
      let enough = () => undefined
      const some = new Promise((resolve) => (enough = () => resolve(undefined)))
      const stop = window.lab.onEvents((told) => {
        for (const event of told) if (event.type === 'batch') events += event.batch.count
        if (events > 600) enough()
      })
      const run = window.lab['task4.run'](input)
      await some
      stop()
      await window.lab['task4.cancel']()
      await run
    },
    burst({ count: 3000, rate: 1000, clientReads: 'while' })
  )
}

/** What each is called in the history: the names are no plain words, as a student's are not. */
const task4Runs = {
  'one number': burst({ count: 1 }),
  'eight numbers': burst({ count: 8 }),
  'loss at the client, foretold': burst({ count: 3000, serverBuffer: 4_000_000, guess: 257 }),
  'loss at a slow server': burst({
    count: 1500,
    serviceUs: 300,
    rate: 20_000,
    clientReads: 'while',
    guess: 0
  }),
  'no loss': burst({ count: 1500, rate: 5000, clientReads: 'while', clientBuffer: 400_000 }),
  'emulated queue, which drops': burst({
    count: 2000,
    queue: 'emulated',
    serverBuffer: 2048,
    serviceUs: 200,
    rate: 15_000,
    clientReads: 'while'
  }),
  'payload of 1 byte, too short for 10': burst({ count: 12, payloadBytes: 1 }),
  'payload of 1024 bytes': burst({ count: 300, payloadBytes: 1024 }),
  '<b>Größe</b> & "quotes" ☃ = 1+1': burst({ count: 64, payloadBytes: 200, clientReads: 'while' })
}

/**
 * All runs with either engine, the second time fewer. Resolves with the ids of those that go out as files.
 *
 * @param {Page} page @returns {Promise<{ files: Record<string, string[]> }>}
 */
export async function keepRuns(page) {
  /** @type {string[]} */
  const known = []
  /** @param {string | null} name @param {() => Promise<unknown>} work */
  const keep = async (name, work) => {
    await work()
    const id = await newRun(page, known)
    known.push(id)
    if (name !== null) await call(page, 'renameRun', { id, name })
    return id
  }
  const one = await keep('Ports of the clients', () => task1(page))
  const two = await keep(null, () => task2(page, false))
  await keep('The trap', () => task2(page, true))
  const three = await keep(null, () => task3(page))
  const hand = await keep('By hand', () => byHand(page))
  /** @type {string[]} */
  const runs = []
  for (const [name, parameters] of Object.entries(task4Runs)) {
    runs.push(await keep(name, () => call(page, 'task4.run', parameters)))
  }
  const failed = await keep('failed', () => failing(page))
  const stopped = await keep('cancelled', () => cancelled(page))
  await call(page, 'chooseEngine', { engine: 'node' })
  for (const work of [task1, task3, byHand]) await keep(null, () => work(page))
  const node = await keep('loss at the client, node:dgram', () =>
    call(page, 'task4.run', burst({ count: 2000, serverBuffer: 4_000_000 }))
  )
  return {
    files: {
      task1: [one],
      task2: [two],
      task3: [three],
      'task4-by-hand': [hand],
      'task4-loss': [runs[2]],
      'task4-node': [node],
      'task4-emulated': [runs[5]],
      'task4-failed': [failed],
      'task4-cancelled': [stopped],
      several: [one, two, ...runs.slice(0, 2), failed]
    }
  }
}
