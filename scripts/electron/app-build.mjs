// @ts-check
// The built app in out/: made anew when a source is newer.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { ensureBuildable } from '../buildable.mjs'
import { isStale } from '../stale.mjs'
import { note, PlainError } from './plain.mjs'
import { projectFolder } from './project.mjs'
import { run } from './process.mjs'

/** What electron-vite makes, one file of each of its three parts. */
const results = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']
const sources = ['src', 'resources', 'package.json', 'package-lock.json', 'electron.vite.config.ts']

/** Builds the app unless it is newer than all that it is made from. */
export async function ensureBuilt() {
  const configs = readdirSync(projectFolder).filter((name) =>
    /^(tsconfig.*\.json|svelte\.config\.js)$/.test(name)
  )
  if (isStale(results, [...sources, ...configs])) await build()
}

export async function build() {
  const tool = path.join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  if (!existsSync(tool)) throw new PlainError('the dependencies are not installed: run npm ci')
  ensureBuildable(projectFolder, 'out', ['?', '#'])
  note('building the app')
  const { code } = await run(process.execPath, [tool, 'build', '--logLevel', 'warn'], { cwd: projectFolder })
  if (code !== 0) throw new PlainError('the app does not build: see the messages above')
  const missing = results.filter((file) => !existsSync(path.join(projectFolder, file)))
  if (missing.length > 0) throw new PlainError(`the build did not make ${missing.join(', ')}`)
}
