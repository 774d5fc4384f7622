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
/**
 * The programs in Python are the exercise's own: their servers run until they are stopped, and ask for no size. The others can end,
 * and say what was granted.
 */
const besides: readonly SocketCall[] = ['close', 'getsockopt']
const withoutThese = (calls: ReadonlySet<SocketCall>): SocketCall[] =>
  [...calls].filter((call) => !besides.includes(call)).sort()
const sourceIds = Object.keys(expected) as (keyof typeof expected)[]

describe.each(programLanguages)('%s', (language) => {
  it.each(sourceIds)('%s has the calls of its role, and no others', (id) => {
    const found = new Set(calls(id, language).map(({ call }) => call))
    expect(withoutThese(found)).toEqual(withoutThese(new Set<SocketCall>(expected[id])))
    // A client closes its socket in every language, and a server in those where it can end.
    expect(found.has('close')).toBe(language !== 'python' || id.endsWith('client'))
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
    if (language === 'python') expect(texts(EventKind.closed)).toEqual([])
    else expect(texts(EventKind.closed)[0]).toMatch(/close\(/)
  })

  it('part 4 asks for its buffer when it opens', () => {
    const found = calls('task4/part4_server', language)
    const opening = linesOfEvent(found, EventKind.listening)
    expect(found.filter(({ line }) => opening.includes(line)).map(({ call }) => call)).toContain('setsockopt')
  })

  it('one printed line is told from the other', () => {
    const source = read('task1/server', language).split('\n')
    const found = calls('task1/server', language)
    const second = linesOfEvent(found, EventKind.received, { printed: 1 })
    expect(second).toHaveLength(2)
    expect(source[second[1]! - 1]).toContain('client IP address')
  })

  it.each(sourceIds)('%s lights up the same calls as in Python, whatever happens', (id) => {
    const found = calls(id, language)
    const python = calls(id, 'python')
    const called = (all: typeof found, lines: number[]) =>
      withoutThese(new Set(all.filter(({ line }) => lines.includes(line)).map(({ call }) => call)))
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

it('the client of two servers has a line for each of its sends', () => {
  const found = calls('task2/client', 'python')
  const first = linesOfEvent(found, EventKind.sent, { target: 0 })
  const second = linesOfEvent(found, EventKind.sent, { target: 1 })
  expect(second[0]! - first[0]!).toBe(1)
  // In C both are sent by the same line of a loop.
  expect(linesOfEvent(calls('task2/client', 'c'), EventKind.sent, { target: 1 })).toHaveLength(1)
})

it.each(socketCalls)('%s is explained in two sentences, with a manual page', (call) => {
  const { manual, text } = callWords[call]
  expect(manual).toMatch(/^[a-z]+\([2-8]\)$/)
  expect(text.match(/\.( |$)/g)).toHaveLength(2)
})

describe('the programs in Python, which students see first', () => {
  it.each(sourceIds)('%s is the exercise’s: short, without options', (id) => {
    const source = read(id, 'python')
    const lines = source.split('\n').filter((line) => line.trim() !== '' && !/^\s*("{3}|#)/.test(line))
    expect(lines.length).toBeLessThanOrEqual(16)
    expect(source).not.toMatch(/argparse|arguments|sys\.|settimeout/)
  })

  it.each(['task4/part1_client', 'task4/part2_client'] as const)(
    '%s asks for a number to the letter',
    (id) => {
      for (const language of programLanguages) expect(read(id, language)).toContain('Enter a Number: ')
    }
  )
})
