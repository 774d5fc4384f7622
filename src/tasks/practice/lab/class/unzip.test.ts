import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { unzip } from './unzip'

const limits = { entries: 5, entryBytes: 1000, allBytes: 2500 }
const link = 0o120777 * 0x10000

const why = (zip: Uint8Array): string => {
  const result = unzip(zip, limits)
  return result.ok ? 'unpacked' : `${result.fault.code}: ${result.fault.message}`
}

it('unpacks what was stored and what was deflated', () => {
  const zip = zipSync({
    'ada.py': [strToU8('x = 1\n'), { level: 0 }],
    'bob/é.py': strToU8('y'.repeat(900)),
    'eve/': new Uint8Array()
  })
  const files = unzip(zip, limits)
  expect(files.ok && files.value.map(({ name, bytes }) => [name, bytes.length])).toEqual([
    ['ada.py', 6],
    ['bob/é.py', 900]
  ])
})

describe('refuses', () => {
  it.each([
    '../x.py',
    'a/../../x.py',
    './x.py',
    '/etc/x.py',
    'C:/x.py',
    'a\\..\\x.py',
    '\\x.py',
    'x\u0000.py'
  ])('the name %j', (name) => {
    expect(why(zipSync({ 'good.py': strToU8('1'), [name]: strToU8('2') }))).toMatch(
      /^input\/invalid: The zip file was refused/
    )
  })

  it('a link', () => {
    const zip = zipSync({ 'x.py': [strToU8('/etc/passwd'), { os: 3, attrs: link }] })
    expect(why(zip)).toContain('is a link or a device')
  })

  it('more entries than the limit', () => {
    const many = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`${index}.py`, strToU8('1')]))
    expect(why(zipSync(many))).toContain('more than 5 entries')
  })

  it('a file that grows too large, whatever the zip says of its size', () => {
    const zip = zipSync({ 'bomb.py': new Uint8Array(1_000_000) })
    expect(why(zip)).toContain('"bomb.py" is larger than')
    const view = new DataView(zip.buffer, zip.byteOffset)
    const central = zip.findIndex((_, at) => at + 4 <= zip.length && view.getUint32(at, true) === 0x02014b50)
    view.setUint32(central + 24, 10, true)
    expect(why(zip)).toContain('"bomb.py" is larger than')
  })

  it('files that are too large together', () => {
    const files = Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.py`, new Uint8Array(900)]))
    expect(why(zipSync(files))).toContain('all files in it are larger than')
  })
})

describe('says that it is damaged', () => {
  const whole = zipSync({
    'ada.py': strToU8('print("hello, hello, hello")\n'.repeat(9)),
    'bob.py': strToU8('2')
  })

  it.each([0, 3, 21, 60, whole.length - 1])('where only %i bytes are left', (length) => {
    expect(why(whole.slice(0, length))).toMatch(/^file\/damaged/)
  })

  it('at any single byte that differs in a file', () => {
    const start = 30 + 'ada.py'.length
    for (let at = start; at < start + 20; at++) {
      const damaged = whole.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 0x55
      expect(why(damaged)).toMatch(/^(file\/damaged|input\/invalid)/)
    }
  })

  it('never throws, whatever byte differs', () => {
    for (let at = 0; at < whole.length; at++) {
      const damaged = whole.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      expect(() => unzip(damaged, limits)).not.toThrow()
    }
  })
})
