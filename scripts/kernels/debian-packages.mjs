// @ts-check
/** Debian packages, fetched by apt and unpacked; none is installed. */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { firstLine, PlainError } from '../electron/plain.mjs'
import { run } from '../electron/process.mjs'

const fetchTimeoutMs = 180_000

/**
 * @param {readonly string[]} packages names, or `name=version`
 * @param {string} folder made whole, or not at all
 * @param {(unpacked: string, kept: string) => void | Promise<void>} keep copies what is needed of the packages' files
 */
export async function unpackPackages(packages, folder, keep) {
  const parent = path.dirname(folder)
  mkdirSync(parent, { recursive: true })
  const draft = mkdtempSync(path.join(parent, 'fetch-'))
  try {
    await told('apt-get', ['-q', 'download', ...packages], draft)
    for (const file of readdirSync(draft)) await told('dpkg-deb', ['-x', file, 'unpacked'], draft)
    const kept = path.join(draft, 'kept')
    mkdirSync(kept)
    await keep(path.join(draft, 'unpacked'), kept)
    renameSync(kept, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** @param {string} command @param {string[]} words @param {string} cwd */
export async function told(command, words, cwd) {
  const { code, output } = await run(command, words, { cwd, capture: true, timeoutMs: fetchTimeoutMs })
  if (code === 0) return
  const error = output.split('\n').find((line) => line.startsWith('E:')) ?? firstLine(output)
  throw new PlainError(`${command} ${words.join(' ')} failed: ${error}`)
}

/**
 * @template T
 * @param {() => Promise<T>} fetch
 * @returns {Promise<T>}
 */
export async function withNewLists(fetch) {
  try {
    return await fetch()
  } catch (error) {
    // A fresh machine has no lists of packages yet; old ones name what the archive has no more.
    if (!(error instanceof PlainError) || process.getuid?.() !== 0) throw error
    await run('apt-get', ['-q', 'update'])
    return fetch()
  }
}
