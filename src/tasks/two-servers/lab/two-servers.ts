/** Task 2: two servers, and one client socket that talks to both. */
import type { Answers, InputOf, OutputOf } from '#shared/calls'
import { type Result, success } from '#shared/fault'
import type { EndpointInfo } from '#shared/events/endpoint'
import { loopbackAddress, texts } from '#shared/exercise'
import type { Session } from '#lab/session/session'
import { runClient } from '#lab/session/client-run'
import { ServerSlot } from '#lab/session/server-slot'
import type { TaskLab } from '#lab/session/task-lab'
import type { twoServersCalls } from '../model/calls'
import { replies, serverPorts } from '../model/servers'

type Calls = typeof twoServersCalls

export class TwoServersLab implements TaskLab<Calls> {
  readonly session: Session
  readonly calls: Answers<Calls> = {
    startServer: (input) => this.startServer(input),
    stopServer: async (input) => success(await this.stopServer(input)),
    sendToBoth: (input) => this.sendToBoth(input)
  }
  readonly #servers: Record<1 | 2, ServerSlot>

  constructor(session: Session) {
    this.session = session
    this.#servers = {
      1: new ServerSlot(
        session,
        { name: 'Server 1', role: 'server', log: 'server-1', program: { id: 'message-server-1' } },
        { address: loopbackAddress, port: serverPorts[1] }
      ),
      2: new ServerSlot(
        session,
        { name: 'Server 2', role: 'server', log: 'server-2', program: { id: 'message-server-2' } },
        { address: loopbackAddress, port: serverPorts[2] }
      )
    }
  }

  /** Where the client finds servers that are not ours, such as the exercise's own programs. */
  placeServers(first: number, second: number): void {
    this.#servers[1].place = { address: loopbackAddress, port: first }
    this.#servers[2].place = { address: loopbackAddress, port: second }
  }

  startServer({ server, port, delayMs }: InputOf<Calls['startServer']>): Promise<Result<EndpointInfo>> {
    return this.#servers[server].start({
      local: { address: loopbackAddress, port },
      behaviour: { kind: 'reply', text: replies[server], delayMs }
    })
  }

  stopServer({ server }: InputOf<Calls['stopServer']>): Promise<void> {
    return this.#servers[server].stop()
  }

  async stopServers(): Promise<void> {
    await Promise.all([this.#servers[1].stop(), this.#servers[2].stop()])
  }

  /** One unconnected socket sends to both and waits for two answers. */
  async sendToBoth({
    byArrival,
    waitMs
  }: InputOf<Calls['sendToBoth']>): Promise<Result<OutputOf<Calls['sendToBoth']>>> {
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
