import { expect, it } from 'vitest'
import { task4Defaults } from '../tasks/task4'
import { sourceOf } from './sources'

const server = { program: { id: 'echo-server' as const }, log: 'server' as const }
const running = (serverBuffer: number | null) =>
  ({ phase: 'running', startedAtMs: 0, parameters: { ...task4Defaults, serverBuffer } }) as const

it('a server of a run with a receive buffer of its own is that of part 4, open or closed', () => {
  expect(sourceOf('task4', server, running(200_000))).toBe('task4/part4_server')
  expect(sourceOf('task4', server, running(null))).toBe('task4/part2_server')
  expect(sourceOf('task4', server, { phase: 'idle' })).toBe('task4/part2_server')
})
