/** The checks against all programs of our collection, on real sockets: what is caught, and no false alarm. */
import { expect, it } from 'vitest'
import { runJson } from '../loopback/support'

it(
  'every wrong program is caught with a fitting explanation, and no right one is',
  { timeout: 900_000 },
  async () => {
    const { code, document } = await runJson('check', '--self-test')
    console.log(JSON.stringify(document))
    expect(document).toMatchObject({ falseAlarms: 0, misjudged: [] })
    const { wrong, caught, right, programs } = document as Record<string, number>
    expect(caught).toBe(wrong)
    expect(wrong! + right!).toBe(programs)
    expect(programs).toBeGreaterThanOrEqual(40)
    expect(code).toBe(0)
  }
)
