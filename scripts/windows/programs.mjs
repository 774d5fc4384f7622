// @ts-check
/** The exercise's programs in C (resources/c), built for Windows by MinGW. */
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { run } from '../electron/process.mjs'
import { projectFolder } from '../electron/project.mjs'
import { compiler } from './wine.mjs'

const sources = path.join(projectFolder, 'resources', 'c')
const flags = ['-O2', '-std=c11', '-Wall', '-Wextra', '-Werror', '-Iwindows']

/**
 * Each of the exercise's programs is built as it stands (alone-task1-server.exe), and with run.c, which gives it options
 * (task1-server.exe).
 * @param {string} folder for the programs
 * @throws {Error} with the compiler's own words: our sources are at fault
 */
export async function buildPrograms(folder) {
  mkdirSync(folder)
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.c') && name !== 'run.c')
    .map((name) => name.replaceAll(path.sep, '/'))
  for (const name of names) {
    const program = name.replaceAll('/', '-').replace(/\.c$/, '.exe')
    if (!name.startsWith('task')) await build(name, path.join(folder, program))
    else {
      await build(name, path.join(folder, `alone-${program}`))
      await build('run.c', path.join(folder, program), `-DPROGRAM=${name}`)
    }
  }
}

/**
 * @param {string} source
 * @param {string} program
 * @param {string[]} definitions
 */
async function build(source, program, ...definitions) {
  const words = [...flags, ...definitions, source, '-o', program, '-lws2_32']
  const { code, output } = await run(compiler, words, { capture: true, cwd: sources })
  if (code !== 0) throw new Error(`${source} ${definitions.join(' ')} does not build for Windows:\n${output}`)
}
