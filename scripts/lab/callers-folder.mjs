// @ts-check
// Where the user called npm: names of files are meant from there, but npm goes to the folder of package.json.
import { statSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from '../electron/project.mjs'

/** The scripts of package.json that end in the command line. */
const ours = ['lab', 'start']

/**
 * The folder that npm left for ours; null where nothing says so. What npm says is inherited by every program that one of its
 * scripts starts: it counts only where that script is the command line, in the folder that npm went to.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} here the working folder
 * @returns {string | null}
 */
export function callersFolder({ INIT_CWD: called, npm_lifecycle_event: script }, here) {
  if (!called || !script || !ours.includes(script)) return null
  if (path.resolve(here) !== projectFolder || !path.isAbsolute(called)) return null
  return statSync(called, { throwIfNoEntry: false })?.isDirectory() ? called : null
}
