import { describe, expect, test } from 'vitest'
import { openTerminal, ParsedScreen } from './parsed-screen'

async function printed(...texts: string[]): Promise<ParsedScreen> {
  const screen = new ParsedScreen(await openTerminal())
  for (const text of texts) await print(screen, text)
  return screen
}

/** Resolves when all of it is parsed, and looked at. */
function print(screen: ParsedScreen, text: string): Promise<void> {
  return new Promise((resolve) => {
    let waiting = Math.ceil(text.length / 1000)
    screen.write(text, () => {
      if (--waiting > 0) return
      screen.look()
      resolve()
    })
  })
}

const texts = ({ lines }: ParsedScreen): string[] =>
  Array.from({ length: lines.count }, (_, index) => lines.at(index).text)

describe('lines', () => {
  test('end as the program ends them, with a carriage return or without, and none is empty at the end', async () => {
    expect(texts(await printed('one\r\ntwo\n\nthree\n\n'))).toEqual(['one', 'two', '', 'three'])
  })

  test('that are longer than the screen are one line each', async () => {
    const long = 'x'.repeat(450)
    const screen = await printed(`${long}\n${'y '.repeat(120)}|\n`)
    expect(texts(screen)).toEqual([long, `${'y '.repeat(120)}|`])
    expect(screen.lines.text()).toBe(`${long}\n${'y '.repeat(120)}|\n`)
  })

  test('that have left the screen are settled; those on it may be written anew', async () => {
    const screen = await printed(Array.from({ length: 3000 }, (_, index) => `line ${index}\n`).join(''))
    const { lines } = screen
    expect(lines.count).toBe(3000)
    expect(lines.settled).toBe(3001 - 50)
    expect(lines.at(1700).text).toBe('line 1700')
    await print(screen, 'a progress of 1 %\rA progress of 2')
    expect(screen.lines).toBe(lines)
    expect(texts(screen).slice(-2)).toEqual(['line 2999', 'A progress of 2 %'])
  })

  test('are bounded, and it is said', async () => {
    const screen = await printed('a\n'.repeat(5200), 'b\n')
    expect(screen.lines.count).toBeLessThan(4200)
    expect(screen.lines.at(0)).toMatchObject({ tone: 'note', text: 'What was printed before is not kept.' })
    expect(texts(screen).at(-1)).toBe('b')
  })

  test('without any end are bounded too', async () => {
    const screen = await printed('z'.repeat(300_000))
    expect(Math.max(...texts(screen).map(({ length }) => length))).toBeLessThanOrEqual(110_000)
    expect(texts(screen).join('')).toHaveLength(300_000)
  })
})

test('no control character gets through, none that turns the text, and no title or hidden sequence', async () => {
  const screen = await printed('a\u0007b\u202ec\u0000d\u009b31me\u007f\u001b]0;title\u0007f\u001b[31\n')
  expect(texts(screen)[0]).toMatch(/^ab\\u202ecde/)
  expect(texts(screen).join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]|title/u)
})

test('sixteen colours, bold and inverse are classes; others are as plain text', async () => {
  const screen = await printed(
    '\u001b[31mred\u001b[1m bold\u001b[0m \u001b[96mcyan\u001b[0m \u001b[38;5;200mpink\u001b[0m \u001b[7mback\u001b[0m'
  )
  const [line] = [screen.lines.at(0)]
  expect(line.styles?.map(({ from, to, style }) => [line.text.slice(from, to), style])).toEqual([
    ['red', 'ink-1'],
    [' bold', 'ink-1 bold'],
    ['cyan', 'ink-14'],
    ['back', 'inverse']
  ])
})

test('a program that takes the whole screen shows that, and then what was there before', async () => {
  const screen = await printed('before\n\u001b[?1049h\u001b[Hmenu\n')
  expect(texts(screen)).toEqual(['menu'])
  await print(screen, '\u001b[?1049l')
  expect(texts(screen)).toEqual(['before'])
})

test('an emptied screen has the line that waits for its end, and what comes then', async () => {
  const screen = await printed(`${'line\n'.repeat(200)}Enter a Number: `)
  screen.empty()
  expect(texts(screen)).toEqual(['Enter a Number: '])
  await print(screen, `42\n${'more\n'.repeat(100)}`)
  expect(texts(screen)).toEqual(['Enter a Number: 42', ...Array.from({ length: 100 }, () => 'more')])
})
