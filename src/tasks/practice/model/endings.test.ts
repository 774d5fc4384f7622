import { expect, it } from 'vitest'
import { endedInWords, meaning } from './endings'
import type { ProgramFacts } from './record'

const facts = (printed: string, more: Partial<ProgramFacts> = {}): ProgramFacts => ({
  notCompiled: null,
  printed,
  cut: false,
  crowded: false,
  ended: { code: 1, signal: null, afterMs: 120 },
  waitsForInput: false,
  sockets: null,
  ...more
})

const traceback = `Traceback (most recent call last):
  File "/tmp/x/server.py", line 12, in <module>
    sock.listen(1)
OSError: [Errno 95] Operation not supported
`

it('names exit code, error and line of the student’s own file', () => {
  const said = endedInWords(facts(traceback), 'server.py')
  expect(said).toBe(
    'The program ended with exit code 1 after 0.1 s. The program said: OSError: [Errno 95] Operation not supported (line 12)'
  )
  expect(meaning(facts(traceback))).toContain('listen()')
})

it.each([
  ["SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?", 'Python 2'],
  ['OSError: [Errno 89] Destination address required', 'no peer'],
  ["TypeError: a bytes-like object is required, not 'str'", 'Text and bytes'],
  ['usage: client HOST PORT', 'command-line arguments']
])('%s', (printed, word) => {
  expect(meaning(facts(printed))).toContain(word)
})

it('a signal, a compiler and endless output are told as what they are', () => {
  const killed = facts('', { ended: { code: null, signal: 'SIGSEGV', afterMs: 5 } })
  expect(endedInWords(killed, 'a.c')).toContain('by signal SIGSEGV')
  expect(meaning(killed)).toContain('memory')
  expect(endedInWords(facts('', { notCompiled: 'a.c:3:1: error: expected ;\nmore' }), 'a.c')).toContain(
    'expected ;'
  )
  expect(endedInWords(facts('here\nhere\n', { cut: true }), 'a.py')).toContain('without end')
})

it('hidden characters of its last line are shown as escapes', () => {
  expect(endedInWords(facts('\u001b[31mred\u202e'), 'a.py')).toContain('\\x1b')
})
