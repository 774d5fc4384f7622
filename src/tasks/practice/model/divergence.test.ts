import { expect, it } from 'vitest'
import { exerciseAssignment } from './assignment'
import { serverDivergence } from './divergence'
import type { Step } from './record'
import { roleOf, type ServerRole } from './roles'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const role = roleOf('task1-server') as ServerRole
const step = (client: number, answers: readonly string[], strays: Step['strays'] = []): Step => ({
  client,
  port: 40_000 + client,
  payload: bytes('Helllo UDP Server'),
  answers: answers.map(bytes),
  strays,
  elsewhere: [],
  ended: null
})
const diverge = (...steps: Step[]) => serverDivergence({ steps }, role, exerciseAssignment)

it('alike: nothing differs', () => {
  expect(diverge(step(1, ['Hello UDP Client']), step(2, ['Hello UDP Client']))).toBeNull()
})

it('the first datagram that differs is marked, at the same place in both', () => {
  const found = diverge(step(1, ['Hello UDP Client']), step(2, ['hello']))
  expect(found?.at).toBe(3)
  expect(found?.seen[3]).toEqual({ from: 'server', to: 'client 2', text: 'hello' })
  expect(found?.reference[3]).toEqual({ from: 'server', to: 'client 2', text: 'Hello UDP Client' })
})

it('no answer is an arrow too, and so is one that went elsewhere', () => {
  expect(diverge(step(1, []))?.seen[1]).toEqual({ from: 'server', to: 'client 1', text: null })
  const stray = { client: 1, payload: bytes('Hello UDP Client') }
  expect(diverge(step(2, [], [stray]))?.seen[1]).toMatchObject({ to: 'client 1' })
})
