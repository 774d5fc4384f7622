import { expect, it, vi } from 'vitest'
import { readWords, UsageError } from '#cli/options'
import { exportBalance } from './export'
import { balanceOptions, balanceParameters } from './parameters'

const parametersOf = (...words: string[]) => balanceParameters(readWords(words, balanceOptions, 0).values)

it('prints the text, and its document has the text and nothing else', () => {
  const print = vi.fn<(text: string) => void>()
  const { document, code } = exportBalance('ipvs', parametersOf('--algorithm', 'maglev'), { print })
  const { text } = document as { text: string }
  expect(document).toEqual({ export: 'ipvs', text })
  expect(text).toContain(' -s mh ')
  expect(print.mock.calls).toEqual([[text.trimEnd()]])
  expect(code).toBe(0)
})

it('fails in words where the other balancer cannot do it', () => {
  const complained = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { document, code } = exportBalance('ipvs', parametersOf('--algorithm', 'random'), { print: vi.fn() })
  expect(document).toMatchObject({
    fault: { code: 'input/invalid', advice: expect.stringMatching(/^Nearest/) }
  })
  expect(code).toBe(1)
  expect(String(complained.mock.calls[0]?.[0])).toContain('IPVS has no scheduler that picks by chance.')
  complained.mockRestore()
})

it('is not for the kernel’s own group of sockets', () => {
  expect(() => exportBalance('envoy', parametersOf('--balancer', 'reuseport'), { print: vi.fn() })).toThrow(
    UsageError
  )
})

it.each([['ipvs'], ['envoy']])('--export %s is read', (name) => {
  expect(readWords(['--export', name], balanceOptions, 0).values.export).toBe(name)
})
