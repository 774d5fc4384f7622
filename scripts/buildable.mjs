// @ts-check
/** Whether a build can be made here at all: what the build tools say of it names no reason. */
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { PlainError } from './electron/plain.mjs'

/**
 * @param {string} checkout the folder that holds package.json
 * @param {string} result the folder that is to be written in it
 * @param {readonly string[]} marks characters that the build takes for the beginning of a query or a fragment
 * @throws {PlainError} with the reason, and what to do
 */
export function ensureBuildable(checkout, result, marks) {
  const mark = marks.find((character) => checkout.includes(character))
  if (mark !== undefined) {
    throw new PlainError(
      `the path of this checkout has a "${mark}" in it, which the build tools do not take (${checkout}): rename that folder, or move the checkout`
    )
  }
  let folder = path.join(checkout, result)
  while (!existsSync(folder)) folder = path.dirname(folder)
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    throw new PlainError(
      `what is built is older than its sources, and this user may not write ${folder}: build it as the user whose it is (npm run build, npm run -s lab -- list)`
    )
  }
}
