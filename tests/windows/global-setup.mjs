// @ts-check
/** Sets up a Windows by Wine, with the built command line and the exercise's programs, or finds out why there can be none. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildLab, labFolder } from '../../scripts/build-lab.mjs'
import { PlainError } from '../../scripts/electron/plain.mjs'
import { projectFolder } from '../../scripts/electron/project.mjs'
import { buildPrograms } from '../../scripts/windows/programs.mjs'
import { windowsNode } from '../../scripts/windows/windows-node.mjs'
import { endWindows, setUpWindows, whyNoWine } from '../../scripts/windows/wine.mjs'

/** @param {string} folder */
async function setUp(folder) {
  const refusal = whyNoWine()
  if (refusal) return { refusal }
  try {
    const node = await windowsNode()
    await buildLab()
    // Students' folders have such names.
    const app = path.join(folder, 'Übung für Anfänger')
    mkdirSync(app)
    cpSync(labFolder, path.join(app, 'lab'), { recursive: true })
    cpSync(path.join(projectFolder, 'package.json'), path.join(app, 'package.json'))
    for (const name of ['run-lab.mjs', 'keep-history.mjs']) {
      cpSync(path.join(projectFolder, 'tests/windows/fixtures', name), path.join(app, name))
    }
    const programs = path.join(folder, 'programs')
    const [windows] = await Promise.all([setUpWindows(path.join(folder, 'home')), buildPrograms(programs)])
    return { ...windows, node, app, programs, outputs: folder }
  } catch (error) {
    if (error instanceof PlainError) return { refusal: error.message }
    throw error
  }
}

/** @param {{ provide: (key: 'windows', value: unknown) => void }} project */
export default async function setup(project) {
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-windows-'))
  const windows = await setUp(folder)
  project.provide('windows', windows)
  return async () => {
    if ('wine' in windows) await endWindows(windows)
    rmSync(folder, { recursive: true, force: true })
  }
}
