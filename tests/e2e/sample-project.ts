/**
 * A copy of the project with one task more: the folder tests/fixtures/sample-task as src/tasks/sample, and its line in each
 * registry. It lies outside of the project, so that nothing of it is taken for a part of the project.
 */
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

export const projectFolder = path.resolve(import.meta.dirname, '../..')
const fixture = path.join(projectFolder, 'tests/fixtures/sample-task')

/** All that the app, the lab and their checks are made from. */
const parts = [
  'src',
  'resources',
  'scripts',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'eslint.config.js',
  'svelte.config.js',
  'vitest.config.ts',
  ...readdirSync(projectFolder).filter((name) => /^tsconfig.*\.json$/.test(name))
]

/** By each registry, the import and the entry that the sample adds: all that may differ outside its folder. */
export const registryLines: Readonly<Record<string, readonly [added: string, entry: string]>> = {
  'src/tasks/registry.ts': ["import { sample } from './sample/index'", '  sample,'],
  'src/tasks/lab.ts': ["import { samplePart } from './sample/lab/part'", '  sample: samplePart,'],
  'src/tasks/view.ts': ["import { sampleView } from './sample/view/index'", '  sample: sampleView,'],
  'src/tasks/cli.ts': ["import { sampleCommands } from './sample/cli/index'", '  sample: sampleCommands,']
}

/** Before the last entry, so that no other line gets a comma. The tabs have the registry's order. */
function withLines(text: string, [added, entry]: readonly [string, string]): string {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => line.startsWith('} as const satisfies'))
  const lastImport = lines.findLastIndex((line) => line.startsWith('import '))
  return lines
    .toSpliced(end - 1, 0, entry)
    .toSpliced(lastImport + 1, 0, added)
    .join('\n')
}

/** The folder of the copy, not built yet. */
export function makeSampleProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-sample-'))
  for (const part of parts) {
    cpSync(path.join(projectFolder, part), path.join(folder, part), { recursive: true })
  }
  // What the compiler knows of the files that are the same: it then looks at those that differ, and at what depends on them.
  const types = path.join(projectFolder, 'out/types')
  if (existsSync(types))
    cpSync(types, path.join(folder, 'out/types'), { recursive: true, preserveTimestamps: true })
  symlinkSync(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  cpSync(fixture, path.join(folder, 'src/tasks/sample'), { recursive: true })
  for (const [registry, lines] of Object.entries(registryLines)) {
    const file = path.join(folder, registry)
    writeFileSync(file, withLines(readFileSync(file, 'utf8'), lines))
  }
  return folder
}

export const removeProject = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** Every file of a project's parts, by its path. */
export function filesOf(project: string): Map<string, Buffer> {
  const files = parts.flatMap((part) => {
    const entries = readdirSync(path.join(project, path.dirname(part)), { withFileTypes: true })
    if (entries.some((entry) => entry.name === path.basename(part) && entry.isFile())) return [part]
    return readdirSync(path.join(project, part), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(project, path.join(entry.parentPath, entry.name)))
  })
  return new Map(
    files.map((file) => [file.replaceAll(path.sep, '/'), readFileSync(path.join(project, file))])
  )
}

/** The lines that `after` has more, in their order; null: it is not `before` with lines more. */
export function linesAdded(before: string, after: string): string[] | null {
  const rest = before.split('\n')
  const added = after.split('\n').filter((line) => {
    if (line !== rest[0]) return true
    rest.shift()
    return false
  })
  return rest.length === 0 ? added : null
}

const run = promisify(execFile)

const limitMs = 230_000

/** Runs one of Node's programs in the project to its end; what it printed, and whether it was content. */
export async function runIn(project: string, ...words: string[]): Promise<{ ok: boolean; output: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, words, {
      cwd: project,
      maxBuffer: 1 << 24,
      timeout: limitMs
    })
    return { ok: true, output: stdout + stderr }
  } catch (error) {
    const { stdout, stderr, message } = error as Error & { stdout?: string; stderr?: string }
    return { ok: false, output: `${message}\n${stdout ?? ''}${stderr ?? ''}` }
  }
}

/** As `npm run build` does. */
export async function build(project: string): Promise<void> {
  const tool = 'node_modules/electron-vite/bin/electron-vite.js'
  const { ok, output } = await runIn(project, tool, 'build', '--logLevel', 'warn')
  if (!ok) throw new Error(output)
}
