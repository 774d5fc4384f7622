/** Every datagram between the app and twelve programs whose lines are known, with the line that sent or received it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { EventKind, type LabEvent } from '../../src/shared/events/batch'
import type { SessionEvent } from '../../src/shared/events/session'
import { recentSources } from '../../src/shared/ladder/ladder'
import { practice } from '../../src/tasks/practice/index'
import { exerciseAssignment } from '../../src/tasks/practice/model/assignment'
import { nameLines, type Way, wayKey } from '../../src/tasks/practice/model/named-lines'
import { roleOf } from '../../src/tasks/practice/model/roles'
import { addTold, type RunTrace } from '../../src/tasks/practice/model/run-trace'
import type { PracticeNews, PracticeState } from '../../src/tasks/practice/model/state'
import { Listener, startLab } from '../loopback/support'
import { tracedPrograms } from './traced-programs'

const timesSent = 3
/** Bound elsewhere: the app's client does not reach it. */
const unreached = 'practice/s07-port-and-send.py'
const programs = [
  ...tracedPrograms.filter(([file]) => file !== unreached),
  ['python/task4/part1_server.py', 'task4-part1-server'] as const
]

interface OneWay {
  way: Way
  endpointId: number
  timeMs: number
}

const waysOf = ({ kind }: LabEvent): Way[] => [
  ...(kind === EventKind.received || kind === EventKind.served ? (['in'] as const) : []),
  ...(kind === EventKind.sent || kind === EventKind.served ? (['out'] as const) : [])
]

/** What the lab and its tracer told, put together as the window does. */
class Window {
  readonly heard = new Listener()
  traces: readonly RunTrace[] = []
  state: PracticeState | null = null

  readonly take = (event: SessionEvent): void => {
    if (event.type === 'task') this.#news(event.news as PracticeNews)
    this.heard.take(event)
  }

  #news(news: PracticeNews): void {
    // What is told of a pane is not this program's.
    if ('pane' in news) return
    if ('state' in news) this.state = news.state
    if ('traced' in news) this.traces = addTold(this.traces, news.traced, 'program')
  }

  get datagrams(): OneWay[] {
    return this.heard.recorded.flatMap(({ info, store }) =>
      [...store].flatMap((event) =>
        waysOf(event).map((way) => ({ way, endpointId: info.id, timeMs: event.timeMs }))
      )
    )
  }

  get hasBothWays(): boolean {
    return (['in', 'out'] as const).every((way) => this.datagrams.some((datagram) => datagram.way === way))
  }

  /** The line of each; undefined: none is named. */
  get lines(): { way: Way; line: number | undefined }[] {
    const sources = recentSources(this.heard.recorded, practice.programs)
    // All events are here as soon as their answers are: nothing is on its way.
    const named = nameLines(this.traces, sources, Number.MAX_SAFE_INTEGER)
    return this.datagrams.map(({ way, endpointId, timeMs }) => ({
      way,
      line: named.get(wayKey(way, endpointId, timeMs))?.line
    }))
  }
}

describe.skipIf(process.platform === 'win32')('between the app and a traced program', () => {
  it.each(programs)('%s as %s: every datagram has its line', async (name, roleName) => {
    const role = roleOf(roleName)
    const file = path.resolve('resources', name)
    const text = readFileSync(file, 'utf8').split('\n')
    const window = new Window()
    const { heard } = window
    const { lab } = startLab(false, undefined, { onEvent: window.take })
    const { calls } = lab.tasks.practice
    await lab.tasks.practice.take(file)
    const own = { role: roleName, variant: null }
    if (role.side === 'client') {
      expect(await calls.startServers(own)).toMatchObject({ ok: true })
      await calls.run(undefined)
      const typed = role.typed(exerciseAssignment)
      if (typed !== null) {
        await heard.until(() => window.state?.waitsForInput === true)
        await calls.type({ line: typed })
      }
      await heard.until(() => window.state?.program.phase === 'ended')
    } else {
      await calls.run(undefined)
      await heard.until(() => (window.state?.sockets ?? []).length > 0)
      await calls.send({ ...own, text: 'Helllo', times: timesSent, waitMs: 500 })
    }
    // Events and calls are told by different ways: what both tell of is waited for.
    await heard.until(() => window.hasBothWays && window.lines.every(({ line }) => line !== undefined))
    const named = window.lines
    for (const { way, line = 0 } of named)
      expect(text[line - 1], `${way}, line ${line}`).toMatch(
        way === 'in' ? /\.send(to|all)?\(/ : /\.recv(from)?\(/
      )
    await calls.stop(undefined)
  })
})
