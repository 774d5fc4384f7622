import { expect, test } from 'vitest'
import { type Asked, mayRequest } from './requests'

const asks = (url: string, resourceType: Asked['resourceType'], inDevelopment = false): boolean =>
  mayRequest({ url, resourceType }, inDevelopment)

test('the own scheme and pictures made in place are let through', () => {
  expect(asks('app://lab/index.html', 'mainFrame')).toBe(true)
  expect(asks('data:image/png;base64,AQID', 'image')).toBe(true)
  expect(asks('blob:app://lab/1', 'image')).toBe(true)
})

test('developer tools only in development', () => {
  expect(asks('devtools://devtools/bundled/inspector.html', 'mainFrame', true)).toBe(true)
  expect(asks('devtools://devtools/bundled/inspector.html', 'mainFrame')).toBe(false)
})

test.each([
  'http://127.0.0.1/',
  'https://example.invalid/',
  'ws://127.0.0.1/',
  'wss://127.0.0.1/',
  'file:///etc/hosts',
  'ftp://127.0.0.1/',
  'filesystem:app://lab/x',
  'chrome://gpu/',
  'appx://lab/index.html',
  'nothing'
])('%s never', (url) => {
  for (const kind of ['mainFrame', 'subFrame', 'image', 'script', 'xhr', 'other'] as const) {
    expect(asks(url, kind, true), kind).toBe(false)
  }
})

test('data and blobs are pictures, never documents, scripts or anything else', () => {
  for (const kind of ['mainFrame', 'subFrame', 'script', 'xhr', 'object', 'stylesheet', 'other'] as const) {
    expect(asks('data:text/html,x', kind), kind).toBe(false)
    expect(asks('blob:app://lab/1', kind), kind).toBe(false)
  }
})
