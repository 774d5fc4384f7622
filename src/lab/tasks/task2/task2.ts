/** Task 2: two servers, and one client socket that talks to both. */
import type { CallInput, CallOutputs } from '#shared/contract'
import { type Result, success } from '#shared/fault'
import type { EndpointInfo } from '#shared/model/endpoint'
import { loopbackAddress, secondServerPort, serverPort, texts } from '#shared/tasks/catalogue'
import type { Session } from '../../session'
import { runClient } from '../client-run'
import { ServerSlot } from '../server-slot'

export class Task2 {
  readonly session: Session
  readonly #servers: Record<1 | 2, ServerSlot>

  constructor(session: Session) {
    this.session = session
    this.#servers = {
      1: new ServerSlot(
        session,
        { name: 'Server 1', role: 'server', log: 'server-1', program: { id: 'message-server-1' } },
        { address: loopbackAddress, port: serverPort }
      ),
      2: new ServerSlot(
        session,
        { name: 'Server 2', role: 'server', log: 'server-2', program: { id: 'message-server-2' } },
        { address: loopbackAddress, port: secondServerPort }
      )
    }
  }

  /** Where the client finds servers that are not ours, such as the exercise's own programs. */
  placeServers(first: number, second: number): void {
    this.#servers[1].place = { address: loopbackAddress, port: first }
    this.#servers[2].place = { address: loopbackAddress, port: second }
  }

  startServer({ server, port, delayMs }: CallInput<'startNumberedServer'>): Promise<Result<EndpointInfo>> {
    const text = server === 1 ? texts.replyFromServer1 : texts.replyFromServer2
    return this.#servers[server].start({
      local: { address: loopbackAddress, port },
      behaviour: { kind: 'reply', text, delayMs }
    })
  }

  stopServer({ server }: CallInput<'stopNumberedServer'>): Promise<void> {
    return this.#servers[server].stop()
  }

  /** One unconnected socket sends to both and waits for two answers. */
  async sendToBoth({
    byArrival,
    waitMs
  }: CallInput<'sendToBoth'>): Promise<Result<CallOutputs['sendToBoth']>> {
    await this.session.ready()
    const servers = [this.#servers[1].place, this.#servers[2].place]
    const result = await runClient(this.session, {
      name: this.session.nextName('Client'),
      log: 'client',
      program: { id: 'two-servers-client', servers, byArrival },
      targets: servers,
      text: texts.request,
      waitMs
    })
    return result.ok ? success({ answered: result.value.received }) : result
  }
}
