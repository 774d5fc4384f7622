// @ts-check
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../electron/project.mjs'

/** @param {string} file */
const read = (file) => readFileSync(path.join(projectFolder, file), 'utf8')

/** What is supported, and what works too. */
const supported = '22.12'
const works = '20.19'

test('package.json, README and CI name the same versions of Node', () => {
  const { engines } = JSON.parse(read('package.json'))
  expect(engines).toEqual({ node: `>=${supported}` })
  expect(JSON.parse(read('package-lock.json')).packages[''].engines).toEqual(engines)
  expect(read('README.md')).toContain(`Node ${supported} or later`)
  expect(read('README.md')).toContain(`Node ${works} works too`)
  const [, listed = ''] = /^ +node: \[(.*)\]$/m.exec(read('.github/workflows/build.yml')) ?? []
  expect(listed.split(', ')).toEqual(expect.arrayContaining([`'${works}'`, `'${supported}'`]))
})

test('every install script of a package was looked at, and is not needed', () => {
  const { packages } = JSON.parse(read('package-lock.json'))
  const withScript = Object.keys(packages)
    .filter((name) => packages[name].hasInstallScript)
    .map((name) => name.replace(/^.*node_modules\//, ''))
  const { allowScripts } = JSON.parse(read('package.json'))
  expect(allowScripts).toEqual(Object.fromEntries(withScript.map((name) => [name, false])))
})
