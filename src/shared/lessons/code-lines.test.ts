import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { EventKind } from '../events/batch'
import { callWords } from './call-words'
import { heldCalls } from '../events/motion'
import { callLines, linesOfCall, linesOfEvent, type SocketCall, socketCalls } from './code-lines'
import { type SourceId, type ProgramLanguage, programLanguages, sourcePath } from './sources'

const resources = path.resolve(import.meta.dirname, '../../../resources')
const read = (id: SourceId, language: ProgramLanguage): string =>
  readFileSync(path.join(resources, sourcePath(id, language)), 'utf8')
const calls = (id: SourceId, language: ProgramLanguage) => callLines(read(id, language), language)

const server: SocketCall[] = ['socket', 'bind', 'recvfrom', 'print', 'sendto']
const client: SocketCall[] = ['socket', 'sendto', 'recvfrom', 'print', 'close']
const expected = {
  'task1/server': server,
  'task1/client': client,
  'task2/server1': server,
  'task2/server2': server,
  'task2/client': client,
  'task3/server': server,
  'task3/client': ['socket', 'connect', 'send', 'recv', 'print', 'close'],
  'task4/part1_server': server,
  'task4/part1_client': client,
  'task4/part2_server': server,
  'task4/part2_client': client,
  'task4/part4_server': [...server, 'setsockopt']
} satisfies Record<SourceId, SocketCall[]>
const sorted = (calls: Iterable<SocketCall>): SocketCall[] => [...new Set(calls)].sort()
const sourceIds = Object.keys(expected) as (keyof typeof expected)[]

describe.each(programLanguages)('%s', (language) => {
  it.each(sourceIds)('%s has the calls of its role, and no others', (id) => {
    expect(sorted(calls(id, language).map(({ call }) => call))).toEqual(sorted(expected[id]))
  })

  it('a server opens, binds and says so, then receives, prints and answers', () => {
    const source = read('task1/server', language).split('\n')
    const found = calls('task1/server', language)
    const texts = (kind: number) => linesOfEvent(found, kind as never).map((line) => source[line - 1]!)
    const [socket, bind, up] = texts(EventKind.listening)
    expect(socket).toMatch(/socket\.socket\(|createSocket\(| socket\(/)
    expect(bind).toMatch(/bind\(/)
    expect(up).toContain('UDP server up and listening')
    const received = texts(EventKind.received)
    expect(received).toHaveLength(3)
    expect(received[1]).toContain('message from client')
    expect(received[2]).toContain('client IP address')
    expect(texts(EventKind.sent)).toHaveLength(1)
    // It runs until it is stopped.
    expect(texts(EventKind.closed)).toEqual([])
  })

  it('part 4 asks for its buffer when it opens', () => {
    const found = calls('task4/part4_server', language)
    const opening = linesOfEvent(found, EventKind.listening)
    expect(found.filter(({ line }) => opening.includes(line)).map(({ call }) => call)).toContain('setsockopt')
  })

  it.each(['task1/server', 'task3/server'])('one printed line is told from the other: %s', (id) => {
    const source = read(id, language).split('\n')
    const found = calls(id, language)
    const second = linesOfEvent(found, EventKind.received, { printed: 1 })
    expect(second).toHaveLength(2)
    expect(source[second[1]! - 1]).toContain('client IP address')
  })

  it.each(sourceIds)('%s lights up the same calls as in Python, whatever happens', (id) => {
    const found = calls(id, language)
    const python = calls(id, 'python')
    const called = (all: typeof found, lines: number[]) =>
      sorted(all.filter(({ line }) => lines.includes(line)).map(({ call }) => call))
    for (const kind of Object.values(EventKind)) {
      expect(called(found, linesOfEvent(found, kind))).toEqual(called(python, linesOfEvent(python, kind)))
    }
    for (const call of heldCalls) {
      const lines = linesOfCall(found, call)
      expect(called(found, lines)).toEqual(called(python, linesOfCall(python, call)))
      if (call !== 'open') expect(lines.length).toBeLessThanOrEqual(1)
    }
  })

  it('slow motion stops a server before each of its calls', () => {
    const source = read('task1/server', language).split('\n')
    const found = calls('task1/server', language)
    const texts = (...parameters: [(typeof heldCalls)[number], number?]) =>
      linesOfCall(found, ...parameters).map((line) => source[line - 1]!)
    expect(texts('open')).toHaveLength(2)
    expect(texts('greet')[0]).toContain('UDP server up and listening')
    expect(texts('print', 0)[0]).toContain('message from client')
    expect(texts('print', 1)[0]).toContain('client IP address')
    expect(texts('connect')).toEqual([])
  })

  it('a comment is no call', () => {
    for (const { line } of calls('task3/client', language)) {
      expect(read('task3/client', language).split('\n')[line - 1]!.trim()).not.toMatch(/^(#|\/\/|\/\*|\*)/)
    }
  })
})

it.each(programLanguages)('the client of two servers has a line for each of its sends: %s', (language) => {
  const found = calls('task2/client', language)
  const first = linesOfEvent(found, EventKind.sent, { target: 0 })
  const second = linesOfEvent(found, EventKind.sent, { target: 1 })
  expect(second[0]! - first[0]!).toBe(1)
})

it.each(socketCalls)('%s is explained in two sentences, with a manual page', (call) => {
  const { manual, text } = callWords[call]
  expect(manual).toMatch(/^[a-z]+\([2-8]\)$/)
  expect(text.match(/\.( |$)/g)).toHaveLength(2)
})

/** Lines that are neither empty nor only words about the program. */
const most = { python: 11, typescript: 14, c: 28 } satisfies Record<ProgramLanguage, number>

describe.each(programLanguages)('the programs that students read in %s', (language) => {
  it.each(sourceIds)('%s is the exercise’s: short, without options', (id) => {
    const source = read(id, language)
    const lines = source
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^\s*("{3}|#(?!i)|\/\*)/.test(line))
    expect(lines.length).toBeLessThanOrEqual(most[language])
    expect(source).not.toMatch(/argparse|arguments|sys\.|settimeout|argv|from '\.|include "/)
    expect(source).toContain(id === 'task2/server2' ? '20000' : '20001')
    expect(source).toContain('127.0.0.1')
    if (language !== 'typescript') expect(source).toContain('1024')
  })

  it.each(['task4/part1_client', 'task4/part2_client'] as const)('%s asks for a number to the letter', (id) =>
    expect(read(id, language)).toContain('Enter a Number: ')
  )
})
