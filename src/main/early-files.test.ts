import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEarly } from './early-files'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-early-'))
  mkdirSync(path.join(folder, 'assets'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string): string => {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}
const text = async (content: Promise<Uint8Array>): Promise<string> => new TextDecoder().decode(await content)

test('a page and what it names are read once before anybody asks, then anew', async () => {
  const page = write('index.html', '<link href="./assets/a.css"><script src="./assets/a.js"></script>')
  const names = ['assets/a.css', 'assets/a.js']
  const files = names.map((name) => write(name, 'at first'))
  const read = readEarly(page)
  expect(await text(read(page))).toContain('a.css')
  for (const file of files) expect(await text(read(file))).toBe('at first')
  for (const name of names) write(name, 'later')
  for (const file of files) expect(await text(read(file))).toBe('later')
})

test('a page that is not there is told to whoever asks for it', async () => {
  const page = path.join(folder, 'none.html')
  await expect(readEarly(page)(page)).rejects.toThrow('ENOENT')
})
