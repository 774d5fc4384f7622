/** Statements that hold on some systems only name them; what Linux does was measured in tests/loopback/engine.test.ts. */
import { expect, test } from 'vitest'
import { callWords } from './call-words'
import { commonTerms, entryIn } from './glossary'

const termSays = (term: string): string => entryIn(commonTerms, term)?.says ?? ''

test('who is told of a dead port is said of a system', () => {
  for (const text of [callWords.connect.text, callWords.recv.text, termSays('ECONNREFUSED')]) {
    expect(text).toMatch(/[Oo]n Linux/)
  }
  expect(termSays('ICMP port unreachable')).toContain('By default Linux')
  expect(termSays('ICMP port unreachable')).toContain('should send')
})

test('connect() keeps out what comes after it, not what waits already', () => {
  expect(callWords.connect.text).toContain('what waits already still is')
  expect(callWords.recv.text).toContain('unless it came before connect()')
  expect(termSays('connect() on UDP')).toContain('what already waits in the receive buffer still is')
})

test('bind() fails for the same port on the same address, not for any other one', () => {
  expect(callWords.bind.text).toContain('on the same address, or on all addresses')
})

test('what is granted is first cut and then doubled', () => {
  expect(callWords.setsockopt.text).toMatch(/first cuts .* to net\.core\.rmem_max, and then doubles/)
})

test('every explanation of a term is two sentences at most', () => {
  for (const { term, says } of commonTerms)
    expect(says.split(/[.] (?=[A-Z[])/).length, term).toBeLessThanOrEqual(2)
})
