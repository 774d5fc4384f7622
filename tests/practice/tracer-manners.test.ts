/** A program under the tracer behaves as without: what it prints, how it ends, what it has open; and what it did is told whole. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTracer } from '../../src/tasks/practice/lab/program/tracer'
import { isCounted, type TraceEntry } from '../../src/tasks/practice/model/trace'

let folder = ''
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-manners-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const socketOf = 's = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)'
/** Its own port's, so that nobody else is needed. */
const bound = ['import socket', socketOf, 's.bind(("127.0.0.1", 0))', 'me = s.getsockname()']

interface Ran {
  printed: string
  said: string
  status: number | null
  signal: string | null
  entries: TraceEntry[]
}

async function run(lines: readonly string[], traced: boolean): Promise<Ran> {
  const file = path.join(folder, 'program.py')
  writeFileSync(file, `${lines.join('\n')}\n`)
  const entries: TraceEntry[] = []
  const tracer = traced ? await startTracer(file, (told) => void entries.push(...told.entries)) : null
  const ended = spawnSync('python3', [file], {
    encoding: 'utf8',
    env: { ...process.env, ...tracer?.environment }
  })
  await tracer?.stop()
  return {
    printed: ended.stdout,
    said: ended.stderr,
    status: ended.status,
    signal: ended.signal,
    entries
  }
}

/** How often each line called, by its call: told one by one or counted. */
function callsOf(entries: readonly TraceEntry[]): Record<string, number> {
  const calls: Record<string, number> = {}
  for (const entry of entries) {
    const name = `${entry.call} ${entry.line}`
    calls[name] = (calls[name] ?? 0) + (isCounted(entry) ? entry.count : 1)
  }
  return calls
}

const programs: readonly [what: string, lines: readonly string[]][] = [
  ['an error that nobody catches', [...bound, 's.settimeout(0.01)', 's.recvfrom(10)']],
  [
    'an error raised from another',
    [
      ...bound,
      's.setblocking(False)',
      'try:',
      '    s.recv(10)',
      'except BlockingIOError as error:',
      '    raise ValueError("nothing there") from error'
    ]
  ],
  ['a wrong call', [...bound, 's.sendto()']],
  ['a wrong address', [...bound, 's.sendto(b"x", "nowhere")']],
  ['a size that is none', [...bound, 's.recvfrom("many")']],
  ['exit by a number', [...bound, 's.sendto(b"x", me)', 'raise SystemExit(3)']],
  ['its own end by a signal', ['import os, signal', ...bound, 'os.kill(os.getpid(), signal.SIGTERM)']],
  [
    'what it has open, and its threads',
    [
      'import threading',
      ...bound,
      'for _ in range(3000):',
      '    s.sendto(b"x", me)',
      '    s.recvfrom(10)',
      't = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)',
      'print(s.fileno(), t.fileno(), threading.active_count())',
      'print(s.__class__, socket.socket, type(s).__mro__[1:][-1])'
    ]
  ],
  [
    'a child',
    [
      'import os',
      ...bound,
      'for _ in range(2000):',
      '    s.sendto(b"x", me)',
      '    s.recvfrom(10)',
      'if os.fork() == 0:',
      '    for _ in range(2000):',
      '        s.sendto(b"y", me)',
      '        s.recvfrom(10)',
      '    os._exit(0)',
      'print(os.wait()[1])'
    ]
  ]
]

describe.skipIf(process.platform === 'win32')('under the tracer', () => {
  it.each(programs)('%s is as without', async (_what, lines) => {
    const { entries, ...traced } = await run(lines, true)
    const { entries: none, ...plain } = await run(lines, false)
    expect(traced).toEqual(plain)
    expect(entries.length).toBeGreaterThan(0)
    expect(none).toEqual([])
  })

  it('a socket.py of the student’s own is imported, and nothing is traced', async () => {
    writeFileSync(path.join(folder, 'socket.py'), 'print("my own")\n')
    const { printed, entries } = await run(['import socket'], true)
    expect(printed).toBe('my own\n')
    expect(entries).toEqual([])
  })

  it('every call of a flood is told or counted, also by a child, and also where the program ends at once', async () => {
    const { entries } = await run(
      [
        'import os',
        ...bound,
        'def echo(count):',
        '    for _ in range(count):',
        '        s.sendto(b"x", me)',
        '        s.recvfrom(10)',
        'echo(20000)',
        'if os.fork() == 0:',
        '    echo(3000)',
        '    os._exit(0)',
        'os.wait()',
        'os._exit(0)'
      ],
      true
    )
    expect(callsOf(entries)).toEqual({ 'bind 4': 1, 'sendto 8': 23_000, 'recvfrom 9': 23_000 })
    expect(entries.some(isCounted)).toBe(true)
  })

  it('all other ways to send and to receive are told', async () => {
    const { entries } = await run(
      [
        ...bound,
        's.connect(me)',
        'room = bytearray(10)',
        's.send(b"x")',
        's.recv(10)',
        's.sendall(b"x")',
        's.recv_into(room)',
        's.sendmsg([b"x"])',
        's.recvmsg(10)',
        's.send(b"x")',
        's.recvfrom_into(room)',
        's.send(b"x")',
        's.recv(10, socket.MSG_PEEK)',
        's.recv(10)'
      ],
      true
    )
    const told = entries.flatMap((entry) => (isCounted(entry) ? [] : entry))
    expect(told.map(({ call, line }) => `${call} ${line}`)).toEqual([
      'bind 3',
      'connect 5',
      'send 7',
      'recv 8',
      'sendall 9',
      'recv_into 10',
      'sendmsg 11',
      'recvmsg 12',
      'send 13',
      'recvfrom_into 14',
      'send 15',
      'recv 16',
      'recv 17'
    ])
    const port = told[0]?.port
    const peeked = told.find(({ line }) => line === 16)
    // Who looks at a datagram has not taken it.
    expect(peeked?.peerPort).toBe(-1)
    for (const call of told.filter(({ line }) => line > 5 && line !== 16))
      expect(call, call.call).toMatchObject({ port, peerPort: port, sizeBytes: 1 })
  })
})
