import { expect, it } from 'vitest'
import { flag, number, port, readWords, text, texts, UsageError } from './options'

const options = {
  port: port('its port'),
  rate: number('N', { minimum: 0, maximum: 10 }, 'how fast', { decimals: true }),
  text: texts('TEXT', 'what to send'),
  reply: text('TEXT', 'what to answer'),
  echo: flag('send back')
}

function complaint(...words: string[]): string {
  try {
    readWords(words, options, 1)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return ''
}

it.each([
  [['--port', '-1'], '--port takes a whole number from 1 to 65535, not "-1".'],
  [['--port=-1'], '--port takes a whole number from 1 to 65535, not "-1".'],
  [['--rate', '-0.5'], '--rate takes a number from 0 to 10, not "-0.5".'],
  [['--port'], '--port needs a value: --port N. One that begins with two dashes is written --port=--….'],
  [
    ['--text', '--echo'],
    '--text needs a value: --text TEXT. One that begins with two dashes is written --text=--….'
  ],
  [['--echo=1'], '--echo takes no value.'],
  [['--bogus'], 'There is no option "--bogus".'],
  [['--constructor'], 'There is no option "--constructor".'],
  [['-x'], 'There is no option "-x".'],
  [['one', 'two'], '"two" is one word too many.']
])('says in one line what is off in %j', (words, sentence) => {
  expect(complaint(...words)).toBe(sentence)
})

it('reads values that begin with a dash, and words after two dashes', () => {
  const { values, positionals } = readWords(
    ['--text', '-1', '--text=--x', '--reply', '-', '--', '-y'],
    options,
    1
  )
  expect(values).toMatchObject({ text: ['-1', '--x'], reply: '-', echo: false })
  expect(positionals).toEqual(['-y'])
})
