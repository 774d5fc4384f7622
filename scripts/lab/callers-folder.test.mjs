// @ts-check
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../electron/project.mjs'
import { callersFolder } from './callers-folder.mjs'

const called = mkdtempSync(path.join(tmpdir(), 'called-from-'))

test('names of files are meant from where npm was called', () => {
  expect(callersFolder({ INIT_CWD: called, npm_lifecycle_event: 'lab' }, projectFolder)).toBe(called)
})

test.each([
  ['without npm', {}, projectFolder],
  ['another script of npm started it', { INIT_CWD: called, npm_lifecycle_event: 'test' }, projectFolder],
  ['it was started elsewhere', { INIT_CWD: called, npm_lifecycle_event: 'lab' }, called],
  ['that folder is gone', { INIT_CWD: `${called}-gone`, npm_lifecycle_event: 'lab' }, projectFolder]
])('they are meant from the working folder: %s', (_why, env, here) => {
  expect(callersFolder(env, here)).toBeNull()
})
