// @ts-check
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/**
 * Whether this module is the script that was started, and not one imported by another.
 *
 * @param {string} moduleUrl
 */
export function isStarted(moduleUrl) {
  const started = process.argv[1]
  return (
    started !== undefined &&
    path.resolve(started).replace(/\.mjs$/, '') === fileURLToPath(moduleUrl).replace(/\.mjs$/, '')
  )
}
