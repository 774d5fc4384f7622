/** Task 3: the same exchange with and without connect(), and the trials that show what connect() changes. */
import type { CallInput, CallOutputs, TrialReport } from '#shared/contract'
import { type Result, success } from '#shared/fault'
import type { EndpointInfo } from '#shared/model/endpoint'
import { loopbackAddress, serverPort, texts } from '#shared/tasks/catalogue'
import type { Session } from '../../session'
import { runClient } from '../client-run'
import { ServerSlot } from '../server-slot'
import { runTrial } from './trials'

export class Task3 {
  readonly session: Session
  readonly #server: ServerSlot

  constructor(session: Session) {
    this.session = session
    this.#server = new ServerSlot(
      session,
      { name: 'Server', role: 'server', log: 'server', program: { id: 'bytes-server' } },
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

  async exchange({ connected, waitMs }: CallInput<'exchange'>): Promise<Result<CallOutputs['exchange']>> {
    await this.session.ready()
    const result = await runClient(this.session, {
      name: this.session.nextName(connected ? 'Connected' : 'Unconnected'),
      log: connected ? 'client' : 'unconnected',
      program: { id: 'message-client' },
      targets: [this.#server.place],
      text: texts.request,
      waitMs,
      connected
    })
    return result.ok ? success({ answered: result.value.received }) : result
  }

  async trial({ trial, connected }: CallInput<'trial'>): Promise<Result<TrialReport>> {
    await this.session.ready()
    return runTrial(trial, connected, { session: this.session, server: this.#server })
  }
}
