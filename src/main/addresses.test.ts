import { expect, test } from 'vitest'
import { previewAddress, previewNumber, readAddress } from './addresses'

test('a plain address is read as its host and segments', () => {
  expect(readAddress('app://lab/index.html')).toEqual({ host: 'lab', segments: ['index.html'] })
  expect(readAddress('app://lab/assets/index-B_x-1.js')).toEqual({
    host: 'lab',
    segments: ['assets', 'index-B_x-1.js']
  })
})

test.each([
  'app://lab',
  'app://lab/',
  'app://lab//index.html',
  'app://lab/index.html/',
  'app://lab/..%2findex.html',
  'app://lab/..%5cindex.html',
  'app://lab/..\\index.html',
  'app://lab/%252e%252e/index.html',
  'app://lab/%2e%2e%2f',
  'app://lab/index.html%00',
  'app://lab/.hidden',
  'app://lab/index.html?x',
  'app://user@lab/index.html',
  'app:index.html',
  'file:///lab/index.html',
  'https://lab/index.html',
  'not an address'
])('%s names nothing', (url) => {
  expect(readAddress(url)).toBeNull()
})

test('only whole numbers from one on name a preview, on the host of previews', () => {
  const numberOf = (url: string): number | null => previewNumber(readAddress(url))
  expect(numberOf(previewAddress(12))).toBe(12)
  for (const url of [
    'app://preview/0.html',
    'app://preview/01.html',
    'app://preview/1e3.html',
    'app://preview/1.html/2.html',
    'app://preview/x/1.html',
    'app://lab/1.html',
    'app://preview.lab/1.html'
  ]) {
    expect(numberOf(url), url).toBeNull()
  }
})
