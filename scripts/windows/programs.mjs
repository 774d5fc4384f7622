// @ts-check
/** The exercise's programs in C (resources/c), built for Windows by MinGW. */
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { run } from '../electron/process.mjs'
import { projectFolder } from '../electron/project.mjs'
import { compiler } from './wine.mjs'

const sources = path.join(projectFolder, 'resources', 'c')
const flags = ['-O2', '-std=c11', '-Wall', '-Wextra', '-Werror']

/**
 * @param {string} folder for the programs: task1-server.exe
 * @throws {Error} with the compiler's own words: our sources are at fault
 */
export async function buildPrograms(folder) {
  mkdirSync(folder)
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.c')
  )
  for (const name of names) {
    const program = path.join(folder, name.replaceAll(path.sep, '-').replace(/\.c$/, '.exe'))
    const words = [...flags, path.join(sources, name), '-o', program, '-lws2_32']
    const { code, output } = await run(compiler, words, { capture: true })
    if (code !== 0) throw new Error(`${name} does not build for Windows:\n${output}`)
  }
}
