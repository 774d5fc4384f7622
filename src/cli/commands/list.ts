import { defineCommand } from '../command'
import { exitCodes } from '../output'

export const listOf = (tasks: readonly { id: string; title: string }[]) =>
  defineCommand({
    name: 'list',
    summary: 'The tasks, one a line: id, title.',
    options: {},
    withoutEngine: true,
    run: async (_values, { print }) => {
      for (const { id, title } of tasks) print(`${id}  ${title}`)
      return { document: { tasks: tasks.map(({ id, title }) => ({ id, title })) }, code: exitCodes.done }
    }
  })
