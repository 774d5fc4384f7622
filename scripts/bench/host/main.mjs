// @ts-check
/** The main process of an Electron without a window, where the sockets are measured: the app's own runtime. */
import { app } from 'electron'
import { bareBurst, bareClient, bareServer } from './bare.mjs'
import { ourBurst, ourEchoClient, ourServer } from './ours.mjs'

const [folder = ''] = process.argv.slice(-1)

/** @type {Record<string, (input: any) => Promise<unknown> | unknown>} */
const commands = {
  versions: () => process.versions,
  echo: async ({ side, engine, count, inFlight }) => {
    const ours = side === 'ours'
    const server = await (ours ? ourServer(folder, engine) : bareServer())
    const { port } = server
    try {
      return await (ours
        ? ourEchoClient(folder, { engine, port, count, inFlight })
        : bareClient('echo-client', { port, count, inFlight, reads: 'while' }))
    } finally {
      await server.end()
    }
  },
  burst: ({ side, ...plan }) => (side === 'ours' ? ourBurst(folder, plan) : bareBurst(plan))
}

/** @param {unknown} message */
const tell = (message) => process.send?.(message)

process.on(
  'message',
  async (/** @type {{ id: number, name: string, input: unknown }} */ { id, name, input }) => {
    try {
      tell({ id, output: await commands[name]?.(input) })
    } catch (error) {
      tell({ id, error: String(error) })
    }
  }
)
process.on('disconnect', () => app.exit(0))
void app.whenReady().then(() => tell({ ready: true }))
