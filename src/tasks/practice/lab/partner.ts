/** The app's endpoints that a student's program talks to by hand: a client for a server, servers for a client. */
import type { InputOf } from '#shared/calls'
import { done, type Result, success } from '#shared/fault'
import { loopbackAddress } from '#shared/exercise'
import type { Behaviour } from '#lab/endpoints/protocol'
import { runClient } from '#lab/session/client-run'
import { ServerSlot } from '#lab/session/server-slot'
import type { Session } from '#lab/session/session'
import { type Assignment, assignmentOf } from '../model/assignment'
import type { practiceCalls } from '../model/calls'
import { type ClientRole, roleOf, type RoleName, type ServerRole } from '../model/roles'

type Send = InputOf<(typeof practiceCalls)['send']>

export class Partner {
  readonly #session: Session
  #servers: ServerSlot[] = []

  constructor(session: Session) {
    this.#session = session
  }

  /** To the port of the role: the student's server has it, or nobody. */
  async send({
    role,
    variant,
    text,
    times,
    waitMs
  }: Send): Promise<Result<{ answered: number; sent: number }>> {
    const own = roleOf(role)
    const assignment = assignmentOf(variant)
    const port = own.side === 'server' ? own.port(assignment) : assignment.port
    let answered = 0
    for (let time = 0; time < times; time++) {
      const ran = await runClient(this.#session, {
        name: this.#session.nextName('Client'),
        log: 'client',
        program: { id: 'message-client' },
        targets: [{ address: loopbackAddress, port }],
        text,
        waitMs
      })
      if (!ran.ok) return ran
      answered += ran.value.received > 0 ? 1 : 0
    }
    return success({ answered, sent: times })
  }

  async startServers(role: RoleName, variant: string | null): Promise<Result<void>> {
    await this.stop()
    const own = roleOf(role)
    const assignment = assignmentOf(variant)
    for (const [index, { port, behaviour }] of placesOf(own, assignment).entries()) {
      const place = { address: loopbackAddress, port }
      const slot = new ServerSlot(
        this.#session,
        {
          name: index === 0 ? 'Server' : 'Server 2',
          role: 'server',
          log: 'server',
          program: { id: 'message-server' }
        },
        place
      )
      this.#servers.push(slot)
      const started = await slot.start({ local: place, behaviour })
      if (started.ok) continue
      await this.stop()
      return started
    }
    return done
  }

  async stop(): Promise<void> {
    const servers = this.#servers
    this.#servers = []
    await Promise.all(servers.map((server) => server.stop()))
  }
}

function placesOf(
  role: ServerRole | ClientRole,
  assignment: Assignment
): { port: number; behaviour: Behaviour }[] {
  if (role.side === 'server') return []
  return role.servers(assignment).map(({ port, reply }) => ({
    port,
    behaviour: role.burst ? { kind: 'echo', serviceUs: 0 } : { kind: 'reply', text: reply, delayMs: 0 }
  }))
}
