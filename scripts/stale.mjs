// @ts-check
/** Whether what was built is older than what it is made from. */
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from './electron/project.mjs'

/**
 * @param {readonly string[]} results built files, relative to the project folder
 * @param {readonly string[]} sources files and folders, relative to the project folder
 */
export function isStale(results, sources) {
  const oldestResult = Math.min(...results.map((file) => modifiedMs(path.join(projectFolder, file))))
  return oldestResult <= Math.max(...sources.map((name) => newestIn(path.join(projectFolder, name))))
}

/**
 * A folder's own time counts too: it changes when a file in it is removed.
 *
 * @param {string} place
 * @returns {number}
 */
function newestIn(place) {
  const state = statSync(place, { throwIfNoEntry: false })
  if (!state?.isDirectory()) return state?.mtimeMs ?? 0
  return Math.max(state.mtimeMs, ...readdirSync(place).map((name) => newestIn(path.join(place, name))))
}

/** @param {string} file */
function modifiedMs(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
