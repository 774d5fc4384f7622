import { expect, it } from 'vitest'
import { type Result, success } from '#shared/fault'
import type { Question } from '#lab/session/lab-settings'
import { DroppedFiles } from './dropped-files'

/** Files of a window whose user answers as the test says. */
function filesWhere(answer: Result<boolean>) {
  const asked: Question[] = []
  const files = new DroppedFiles((question) => {
    asked.push(question)
    return Promise.resolve(answer)
  })
  return { files, asked }
}

const questionOf = (file: string): Question => ({ message: file, detail: '', yes: 'Run' })

/** The number of a file that was dropped. */
function given(files: DroppedFiles, file: string): number {
  const dropped = files.give(file)
  if (!dropped.ok) throw new Error(dropped.fault.message)
  return dropped.value
}

it('hands a file out once, after the user said yes', async () => {
  const { files, asked } = filesWhere(success(true))
  const number = given(files, '/home/ada/server.py')
  expect(await files.take(number, questionOf)).toEqual(success('/home/ada/server.py'))
  expect(asked).toEqual([questionOf('/home/ada/server.py')])
  expect(await files.take(number, questionOf)).toMatchObject({ ok: false, fault: { code: 'input/invalid' } })
  expect(asked).toHaveLength(1)
})

it('hands nothing out when the user said no, not later either', async () => {
  const { files } = filesWhere(success(false))
  const number = given(files, '/home/ada/server.py')
  expect(await files.take(number, questionOf)).toEqual(success(null))
  expect(await files.take(number, questionOf)).toMatchObject({ ok: false })
})

it('asks nothing about a number that was never given', async () => {
  const { files, asked } = filesWhere(success(true))
  expect(await files.take(1, questionOf)).toMatchObject({
    ok: false,
    fault: { message: 'No file was dropped.' }
  })
  expect(asked).toEqual([])
})

it('takes no file without a place on this machine', () => {
  const { files } = filesWhere(success(true))
  for (const file of ['', 'server.py', '../server.py'])
    expect(files.give(file)).toMatchObject({ ok: false, fault: { code: 'input/invalid' } })
})

it('forgets the oldest of many', async () => {
  const { files } = filesWhere(success(true))
  const numbers = Array.from({ length: 9 }, (_, index) => given(files, `/${index}.py`))
  expect(await files.take(numbers[0]!, questionOf)).toMatchObject({ ok: false })
  expect(await files.take(numbers[8]!, questionOf)).toEqual(success('/8.py'))
})
