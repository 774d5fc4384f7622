// @ts-check
/** One round over every task, by the window's own calls; each call is counted, and each fault. */

/** @typedef {import('@playwright/test').Page} Page */

/** What a round does, in order: calls of the contract with what goes in. */
const local = { address: '127.0.0.1', port: 20001 }
const task4 = {
  count: 2000,
  serverBuffer: 200_000,
  clientBuffer: null,
  serviceUs: 0,
  clientReads: 'while',
  rate: 20_000,
  payloadBytes: null,
  queue: 'kernel'
}
/** Nobody reads while it is sent: more than the client's receive buffer holds. */
const losing = { ...task4, serverBuffer: null, clientReads: 'after', rate: 0 }
const small = { ...task4, count: 500 }

/** @type {[name: string, input?: object][]} */
const everyTask = [
  ['task1.startServer', local],
  ['task1.sendMessage', { text: 'Hello UDP Server', clients: 1, waitMs: 2000, ...local }],
  ['task1.sendMessage', { text: 'x'.repeat(1000), clients: 8, waitMs: 2000, ...local }],
  ['task1.stopServer'],
  ['task2.startServer', { server: 1, port: 20001, delayMs: 20 }],
  ['task2.startServer', { server: 2, port: 20002, delayMs: 0 }],
  ['task2.sendToBoth', { byArrival: false, waitMs: 2000 }],
  ['task2.sendToBoth', { byArrival: true, waitMs: 2000 }],
  ['task2.stopServer', { server: 1 }],
  ['stopServers', { task: 'task2' }],
  ['task3.startServer', local],
  ['task3.exchange', { connected: false, waitMs: 2000 }],
  ['task3.exchange', { connected: true, waitMs: 2000 }],
  ...['stranger', 'dead-port', 'second-address', 'connect-only', 'queued-before', 'disconnect'].flatMap(
    (trial) =>
      [false, true].map(
        (connected) => /** @type {[string, object]} */ (['task3.trial', { trial, connected }])
      )
  ),
  ['task3.stopServer'],
  ['task4.startServer', local],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(
    (number) => /** @type {[string, object]} */ (['task4.sendNumber', { number, waitMs: 2000 }])
  ),
  ['task4.stopServer'],
  ['task4.forecast', task4],
  ['task4.run', task4],
  ['task4.run', { ...losing, guess: 257 }],
  ['task4.experiment', { parameters: losing, lost: 'client' }],
  ['task4.sweep', { kind: 'sweep', base: small, vary: 'count', values: [200, 400], repeats: 2 }],
  ['task4.twoByTwo', { kind: 'two-by-two', base: small, small: 20_000, large: 200_000, repeats: 1 }]
]

/** Puts a caller into the page that counts. @param {Page} page */
export async function installCaller(page) {
  await page.evaluate(() => {
    const world = /** @type {any} */ (globalThis)
    world.soak = { calls: 0, faults: {} }
    world.soakCall = async (/** @type {string} */ name, /** @type {object | undefined} */ input) => {
      world.soak.calls += 1
      const answer = await world.lab[name](input)
      if (answer.ok) return answer.value
      const fault = `${name}: ${answer.fault.code}`
      world.soak.faults[fault] = (world.soak.faults[fault] ?? 0) + 1
      return undefined
    }
  })
}

/** @param {Page} page @returns {Promise<{ calls: number, faults: Record<string, number> }>} */
export const counted = (page) => page.evaluate(() => /** @type {any} */ (globalThis).soak)

/** Every task once, its tab in front. @param {Page} page */
export async function playRound(page) {
  const tabs = page.getByRole('tablist', { name: 'Lab' }).getByRole('tab', { name: /^Task/ })
  for (const tab of await tabs.all()) await tab.click()
  await page.evaluate(async (calls) => {
    const { soakCall } = /** @type {any} */ (globalThis)
    for (const [name, input] of calls) await soakCall(name, input)
  }, everyTask)
}

/** The history of runs: listed, the latest opened, one deleted and brought back. @param {Page} page */
export async function visitHistory(page) {
  await page.evaluate(async () => {
    const { soakCall } = /** @type {any} */ (globalThis)
    const list = await soakCall('listRuns', { limit: 50, offset: 0 })
    await soakCall('listRuns', { search: 'task', task: 'task4', limit: 50, offset: 0 })
    const latest = list?.runs[0]
    if (!latest) return
    await soakCall('openRun', { id: latest.id })
    await soakCall('deleteRun', { id: latest.id })
    await soakCall('restoreRun', { id: latest.id })
  })
}

/** Nothing is left but what the app itself needs. @param {Page} page */
export async function clearAll(page) {
  await page.evaluate(async () => {
    const { soakCall } = /** @type {any} */ (globalThis)
    for (const task of ['task1', 'task2', 'task3', 'task4']) await soakCall('clear', { task })
  })
}
