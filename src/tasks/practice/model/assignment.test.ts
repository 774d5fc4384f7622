import { expect, it } from 'vitest'
import { assignmentOf, exerciseAssignment } from './assignment'

it('without a variant it is the exercise, to the letter', () => {
  expect(assignmentOf(null)).toBe(exerciseAssignment)
  expect(exerciseAssignment).toMatchObject({ port: 20_001, secondPort: 20_000, request: 'Helllo UDP Server' })
})

it('a variant is the same for the same id, however it is written, and another for another', () => {
  expect(assignmentOf(' Ada Lovelace ')).toEqual(assignmentOf('ada lovelace'))
  const all = Array.from({ length: 200 }, (_, index) => assignmentOf(`student ${index}`))
  expect(new Set(all.map(({ reply }) => reply)).size).toBeGreaterThan(190)
  expect(new Set(all.map(({ port }) => port)).size).toBeGreaterThan(180)
  for (const { port, secondPort, number, count } of all) {
    expect(port).toBeGreaterThan(20_001)
    expect(port).toBeLessThan(32_768)
    expect(secondPort).toBe(port - 1)
    expect(number).toBeGreaterThanOrEqual(10)
    expect(number).toBeLessThan(100)
    expect(count).toBeGreaterThanOrEqual(5)
  }
})
