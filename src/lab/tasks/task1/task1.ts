/** Task 1: one server that answers everyone, and clients that come and go. */
import type { CallInput, CallOutputs } from '#shared/contract'
import { type Result, success } from '#shared/fault'
import type { EndpointInfo } from '#shared/model/endpoint'
import { loopbackAddress, serverPort, texts } from '#shared/tasks/catalogue'
import type { Session } from '../../session'
import { runClient } from '../client-run'
import { ServerSlot } from '../server-slot'

export class Task1 {
  readonly session: Session
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

  stopServer(): Promise<void> {
    return this.#server.stop()
  }

  /** As many clients at once as asked for, each a socket with an ephemeral port of its own. */
  async sendMessage(input: CallInput<'sendMessage'>): Promise<Result<CallOutputs['sendMessage']>> {
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
}
