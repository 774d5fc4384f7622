/** Task 1: one server that answers everyone, and clients that come and go. */
import type { Answers, InputOf, OutputOf } from '#shared/calls'
import { type Result, success } from '#shared/fault'
import type { EndpointInfo } from '#shared/events/endpoint'
import { loopbackAddress, serverPort, texts } from '#shared/exercise'
import type { Session } from '#lab/session/session'
import { runClient } from '#lab/session/client-run'
import { ServerSlot } from '#lab/session/server-slot'
import type { TaskLab } from '#lab/session/task-lab'
import type { oneServerCalls } from '../model/calls'
import { sendFromSamePort, type SamePortReport } from './same-port'

type SendMessage = (typeof oneServerCalls)['sendMessage']
type SendFromSamePort = (typeof oneServerCalls)['sendFromSamePort']

export class OneServerLab implements TaskLab<typeof oneServerCalls> {
  readonly session: Session
  readonly calls: Answers<typeof oneServerCalls> = {
    startServer: (local) => this.startServer(local),
    stopServer: async () => success(await this.stopServers()),
    sendMessage: (input) => this.sendMessage(input),
    sendFromSamePort: (input) => this.sendFromSamePort(input)
  }
  readonly #server: ServerSlot

  constructor(session: Session) {
    this.session = session
    this.#server = new ServerSlot(
      session,
      { name: 'Server', role: 'server', log: 'server', program: { id: 'message-server' } },
      { address: loopbackAddress, port: serverPort }
    )
  }

  startServer({ address, port }: { address: string; port: number }): Promise<Result<EndpointInfo>> {
    return this.#server.start({
      local: { address, port },
      behaviour: { kind: 'reply', text: texts.reply, delayMs: 0 }
    })
  }

  stopServers(): Promise<void> {
    return this.#server.stop()
  }

  /** As many clients at once as asked for, each a socket with an ephemeral port of its own. */
  async sendMessage(input: InputOf<SendMessage>): Promise<Result<OutputOf<SendMessage>>> {
    const { text, clients, waitMs, address, port } = input
    // Names begin anew with the session.
    await this.session.ready()
    const runs = Array.from({ length: clients }, () =>
      runClient(this.session, {
        name: this.session.nextName('Client'),
        log: 'client',
        program: { id: 'message-client' },
        targets: [{ address, port }],
        text,
        waitMs
      })
    )
    const results = await Promise.all(runs)
    const failed = results.find((result) => !result.ok)
    if (failed && !failed.ok) return failed
    const answered = results.filter((result) => result.ok && result.value.received > 0).length
    return success({ answered, clients })
  }

  /** Two clients that differ in their address alone. */
  async sendFromSamePort({
    address,
    port,
    ...plan
  }: InputOf<SendFromSamePort>): Promise<Result<SamePortReport>> {
    await this.session.ready()
    return sendFromSamePort(this.session, { ...plan, targets: [{ address, port }] })
  }
}
