import { expect, it } from 'vitest'
import { sourceOf } from '../task'
import { loss } from './index'
import { lossDefaults } from './model/parameters'

const server = { program: { id: 'echo-server' }, log: 'server' }
const running = (serverBuffer: number | null) =>
  ({ phase: 'running', startedAtMs: 0, parameters: { ...lossDefaults, serverBuffer } }) as const

it('a server of a run with a receive buffer of its own is that of part 4, open or closed', () => {
  expect(sourceOf(loss, server, running(200_000))).toBe('task4/part4_server')
  expect(sourceOf(loss, server, running(null))).toBe('task4/part2_server')
  expect(sourceOf(loss, server, { phase: 'idle' })).toBe('task4/part2_server')
})

it('a program that the task does not know stands for none', () => {
  expect(sourceOf(loss, { program: { id: 'balancer' }, log: 'server' }, { phase: 'idle' })).toBeNull()
})
