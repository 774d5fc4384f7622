/** What the window starts with, read while Chromium starts: each file is there when the page asks for it. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'

export type ReadFile = (file: string) => Promise<Uint8Array<ArrayBuffer>>

/** How a built page names the files that it starts with. */
const named = /(?:src|href)="\.\/([\w./-]+)"/g

/**
 * Reads a page and what it names, once; every later question goes to the disk.
 *
 * @param page the file of the built page
 */
export function readEarly(page: string): ReadFile {
  const early = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  const start = (file: string): Promise<Uint8Array<ArrayBuffer>> => {
    const content = readFile(file)
    early.set(file, content)
    return content
  }
  const readNamed = (html: Uint8Array): void => {
    const text = new TextDecoder().decode(html)
    for (const [, name = ''] of text.matchAll(named))
      start(path.join(path.dirname(page), name)).catch(() => {})
  }
  // Whoever asks hears of a file that cannot be read.
  start(page).then(readNamed, () => {})
  return (file) => {
    const content = early.get(file) ?? readFile(file)
    early.delete(file)
    return content
  }
}
