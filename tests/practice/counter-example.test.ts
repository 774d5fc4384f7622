/** Counter-examples: found, made short, written, and tried again. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CounterExample } from '../../src/tasks/practice/model/counter-example'
import { runCli, runJson } from '../loopback/support'

const right = path.resolve('resources/python/task4/part2_server.py')

let folder = ''
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-counter-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const written = (name: string, text: string): string => {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

it('a server that is wrong for numbers of seven digits: one such number is left, and a replay shows it until it is mended', async () => {
  const mistake = readFileSync(right, 'utf8').replace(
    '        udp_server_socket.sendto(message',
    '        if len(message) >= 7:\n            message = message[:6]\n        udp_server_socket.sendto(message'
  )
  const file = written('server.py', mistake)
  const out = path.join(folder, 'example.json')
  const role = ['--task', 'task4-part2-server']
  const found = await runJson('check', file, ...role, '--counter-example', out, '--seed', '7')
  expect(found.code).toBe(1)
  const example = JSON.parse(readFileSync(out, 'utf8')) as CounterExample
  expect(example.steps).toHaveLength(1)
  const number = Buffer.from(example.steps[0]!.hex, 'hex').toString()
  expect(number).toMatch(/^\d{7}$/)
  expect(example.seen).toBe(`"${number.slice(0, 6)}"`)

  const again = await runCli('replay', out, file)
  expect(again.code).toBe(1)
  expect(again.stdout).toContain('The program still does it wrong.')
  const mended = await runJson('replay', out, right)
  expect(mended).toMatchObject({ code: 0, document: { wrong: null } })
})

it('a right server: nothing is found, and nothing is written', async () => {
  const out = path.join(folder, 'example.json')
  const found = await runJson('check', right, '--task', 'task4-part2-server', '--counter-example', out)
  expect(found).toMatchObject({ code: 0, document: { seed: 1, counterExample: null } })
  expect(() => readFileSync(out)).toThrow()
})

it('what cannot be is refused in words', async () => {
  const client = path.resolve('resources/python/task1/client.py')
  const out = path.join(folder, 'x.json')
  const ofClient = await runJson('check', client, '--task', 'task1-client', '--counter-example', out)
  expect(ofClient).toMatchObject({ code: 1, document: { fault: { code: 'input/invalid' } } })
  const damaged = await runJson('replay', written('y.json', '{"kind":"x"}'), right)
  expect(damaged).toMatchObject({ code: 1, document: { fault: { code: 'file/damaged' } } })
  expect((await runCli('replay', out)).code).toBe(2)
})
