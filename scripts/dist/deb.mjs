#!/usr/bin/env node
// @ts-check
// Stands in for fpm, which electron-builder calls to make a deb: the same words, packed by dpkg-deb. So a deb needs no
// download, and the scripts, desktop entry and icons stay electron-builder's.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { PlainError, runScript } from '../electron/plain.mjs'

const text = /** @type {const} */ ({ type: 'string' })
const texts = /** @type {const} */ ({ type: 'string', multiple: true })

await runScript(() => {
  // Strict: a word that we do not know would otherwise be lost without a sign.
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      s: { ...text, short: 's' },
      t: { ...text, short: 't' },
      force: { type: 'boolean' },
      depends: { ...texts, short: 'd' },
      'deb-recommends': texts,
      'deb-compression': text,
      'deb-priority': text,
      architecture: text,
      'after-install': text,
      'after-remove': text,
      description: text,
      version: text,
      package: text,
      name: text,
      maintainer: text,
      vendor: text,
      url: text,
      category: text,
      license: text
    }
  })
  if (values.t !== 'deb' || !values.package || !values.name) throw new PlainError('only debs are made here')
  const root = mkdtempSync(path.join(tmpdir(), 'udp-lab-deb-'))
  try {
    for (const pair of positionals) place(root, pair)
    const installed = listFiles(root)
    writeControl(root, values, installed)
    pack(root, values.package, values['deb-compression'] ?? 'xz')
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})

/**
 * @param {string} root
 * @param {string} pair source=target; with a slash at its end a folder's content is meant
 */
function place(root, pair) {
  const at = pair.lastIndexOf('=')
  const target = path.join(root, pair.slice(at + 1))
  mkdirSync(path.dirname(target), { recursive: true })
  cpSync(pair.slice(0, at), target, { recursive: true, verbatimSymlinks: true })
}

/**
 * @param {string} root
 * @param {Record<string, any>} values
 * @param {string[]} installed
 */
function writeControl(root, values, installed) {
  const folder = path.join(root, 'DEBIAN')
  mkdirSync(folder)
  const sizeKib = installed.reduce((sum, file) => sum + Math.ceil(statSync(path.join(root, file)).size / 1024), 0)
  const [synopsis = '', ...rest] = String(values.description).split('\n')
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    Vendor: values.vendor,
    License: values.license,
    'Installed-Size': sizeKib,
    Depends: values.depends?.join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Section: values.category,
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: [synopsis.trim(), ...rest.map((line) => ` ${line.trim() || '.'}`)].join('\n')
  }
  const lines = Object.entries(fields).filter(([, value]) => value)
  writeFileSync(path.join(folder, 'control'), lines.map(([field, value]) => `${field}: ${value}\n`).join(''))
  const sums = installed.map((file) => `${md5(path.join(root, file))}  ${file}\n`)
  writeFileSync(path.join(folder, 'md5sums'), sums.join(''))
  for (const [script, source] of [
    ['postinst', values['after-install']],
    ['postrm', values['after-remove']]
  ]) {
    if (!source) continue
    cpSync(source, path.join(folder, script))
    chmodSync(path.join(folder, script), 0o755)
  }
}

/**
 * @param {string} root
 * @param {string} deb
 * @param {string} compression
 */
function pack(root, deb, compression) {
  normalise(root)
  const { status } = spawnSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', root, deb], {
    stdio: ['ignore', 2, 2]
  })
  if (status !== 0) throw new PlainError('dpkg-deb failed: see above')
}

/**
 * Modes that do not depend on who built it: everyone reads, and runs what the builder could run.
 *
 * @param {string} place
 */
function normalise(place) {
  chmodSync(place, 0o755)
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    const file = path.join(place, entry.name)
    if (entry.isDirectory()) normalise(file)
    else if (entry.isFile()) chmodSync(file, statSync(file).mode & 0o100 ? 0o755 : 0o644)
  }
}

/** @param {string} root */
function listFiles(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort()
}

/** @param {string} file */
function md5(file) {
  return createHash('md5').update(readFileSync(file)).digest('hex')
}
