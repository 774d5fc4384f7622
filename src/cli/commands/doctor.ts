/** doctor: what this machine is to the lab, and what works on it. */
import {
  countingColumns,
  countingHeads,
  countingRow,
  countingText,
  countingTitle,
  type FactSection,
  machineSections
} from '#shared/machine/words'
import type { ThisMachine } from '#shared/machine/this-machine'
import { describeMachine } from '#lab/machine/this-machine'
import { defineCommand } from '../command'
import { exitCodes } from '../output'

function sectionLines({ title, rows }: FactSection, width: number): string[] {
  return [title, ...rows.map(({ label, text }) => `  ${label.padEnd(width)}  ${text}`), '']
}

function countingLines(machine: ThisMachine): string[] {
  const rows = [countingHeads, ...machine.counting.map(countingRow)]
  const { filled, meaning } = countingText(machine)
  return [
    countingTitle,
    `  ${filled}`,
    ...rows.map(
      (row) => `  ${countingColumns.map((name) => row[name].padStart(countingHeads[name].length)).join('  ')}`
    ),
    `  ${meaning}`
  ]
}

/** As people read it. */
export function machineLines(machine: ThisMachine): string[] {
  const sections = machineSections(machine)
  const width = Math.max(...sections.flatMap(({ rows }) => rows.map(({ label }) => label.length)))
  return [...sections.flatMap((section) => sectionLines(section, width)), ...countingLines(machine)]
}

export const doctor = defineCommand({
  name: 'doctor',
  summary:
    'What this machine is and what works on it: each engine’s self-test, buffers, clock, interpreters.',
  options: {},
  withoutEngine: true,
  run: async (_values, { print }) => {
    const machine = await describeMachine()
    print(machineLines(machine).join('\n'))
    // Where the usual engine fails, node:dgram's sockets are used: the lab works as long as one engine does.
    const works = machine.engines.some((engine) => engine.works)
    return { document: machine, code: works ? exitCodes.done : exitCodes.failed }
  }
})
