/** Task 3: the same exchange with and without connect(), and the trials that show what connect() changes. */
import type { Answers, InputOf, OutputOf } from '#shared/calls'
import { type Result, success } from '#shared/fault'
import type { EndpointInfo } from '#shared/events/endpoint'
import { loopbackAddress, serverPort, texts } from '#shared/exercise'
import type { Session } from '#lab/session/session'
import { runClient } from '#lab/session/client-run'
import { ServerSlot } from '#lab/session/server-slot'
import type { TaskLab } from '#lab/session/task-lab'
import type { connectCalls } from '../model/calls'
import type { TrialReport } from '../model/trials'
import { runTrial } from './trials'

type Calls = typeof connectCalls

export class ConnectLab implements TaskLab<Calls> {
  readonly session: Session
  readonly calls: Answers<Calls> = {
    startServer: (local) => this.startServer(local),
    stopServer: async () => success(await this.stopServers()),
    exchange: (input) => this.exchange(input),
    trial: (input) => this.trial(input)
  }
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

  stopServers(): Promise<void> {
    return this.#server.stop()
  }

  async exchange({
    connected,
    waitMs
  }: InputOf<Calls['exchange']>): Promise<Result<OutputOf<Calls['exchange']>>> {
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
    return result.ok ? success({ answered: result.value.received, refused: result.value.refused }) : result
  }

  async trial({ trial, connected }: InputOf<Calls['trial']>): Promise<Result<TrialReport>> {
    await this.session.ready()
    return runTrial(trial, connected, { session: this.session, server: this.#server })
  }
}
