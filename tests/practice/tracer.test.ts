/** Which line made which call: twelve programs whose lines are known, with the tracer and without. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ClientScenes } from '../../src/tasks/practice/lab/play/client-scenes'
import { ServerScenes } from '../../src/tasks/practice/lab/play/server-scenes'
import { planLaunch } from '../../src/tasks/practice/lab/program/launch-plan'
import { Program } from '../../src/tasks/practice/lab/program/program'
import { startTracer } from '../../src/tasks/practice/lab/program/tracer'
import { makeWorkplace } from '../../src/tasks/practice/lab/program/workplace'
import { exerciseAssignment as assignment } from '../../src/tasks/practice/model/assignment'
import type { ClientRecord, ServerRecord } from '../../src/tasks/practice/model/record'
import { roleOf, type RoleName } from '../../src/tasks/practice/model/roles'
import { isCounted, type TraceEntry } from '../../src/tasks/practice/model/trace'
import { tracedPrograms } from './traced-programs'

interface Played {
  record: ServerRecord | ClientRecord
  entries: TraceEntry[]
}

async function play(file: string, roleName: RoleName, traced: boolean): Promise<Played> {
  const role = roleOf(roleName)
  const workplace = await makeWorkplace(file)
  if (!workplace.ok) throw new Error(workplace.fault.message)
  const { folder, file: copy, leave } = workplace.value
  const plan = await planLaunch(copy, folder, null)
  if (!plan.ok) throw new Error(plan.fault.message)
  const entries: TraceEntry[] = []
  const tracer = traced ? await startTracer(copy, (told) => void entries.push(...told.entries)) : null
  if (traced) expect(tracer).not.toBeNull()
  const newProgram = (): Program =>
    new Program(plan.value, workplace.value, tracer ? { environment: tracer.environment } : {})
  try {
    if (role.side === 'client') {
      const played = await new ClientScenes({ role, assignment, newProgram }).play('answers')
      if (!played.ok) throw new Error(played.fault.message)
      return { record: played.value, entries }
    }
    const scenes = new ServerScenes({ role, assignment, newProgram, namedPorts: [] })
    const played = await scenes.play('requests')
    await scenes.end()
    if (!played.ok) throw new Error(played.fault.message)
    return { record: played.value, entries }
  } finally {
    await tracer?.stop()
    await leave()
  }
}

/** Ports and the folder are others in each run. */
const comparable = ({ record: { program } }: Played) => ({
  printed: program.printed.replaceAll(/\b\d{5}\b/g, 'PORT').replaceAll(/udp-lab-program-\w+/g, 'FOLDER'),
  code: program.ended?.code,
  signal: program.ended?.signal
})

describe.skipIf(process.platform === 'win32')('the tracer', () => {
  it.each(tracedPrograms)(
    '%s as %s: each call has its line, and all else is as without',
    async (name, role) => {
      const file = path.resolve('resources', name)
      const lines = readFileSync(file, 'utf8').split('\n')
      const traced = await play(file, role, true)
      const plain = await play(file, role, false)
      expect(comparable(traced)).toEqual(comparable(plain))

      const { record, entries } = traced
      expect(entries.length).toBeGreaterThan(0)
      for (const { call, line } of entries)
        expect(lines[line - 1], `${call} in line ${line}`).toMatch(new RegExp(`\\.${call}\\(`))
      const reads = entries.filter((entry) => /^recv/.test(entry.call))
      const sends = entries.filter((entry) => /^send/.test(entry.call))
      if ('steps' in record) {
        const answered = record.steps.reduce(
          (sum, { answers, strays }) => sum + answers.length + strays.length,
          0
        )
        const ports = reads.map((entry) => (isCounted(entry) ? 0 : entry.peerPort))
        expect(ports).toEqual(record.steps.slice(0, ports.length).map(({ port }) => port))
        expect(sends.length).toBe(answered)
      } else {
        expect(sends.length).toBe(record.received.length)
        expect(reads.length).toBe(record.answered.length)
        const own = new Set(record.received.map(({ from }) => from.port))
        for (const entry of sends) if (!isCounted(entry)) expect(own).toContain(entry.port)
      }
    }
  )
})
