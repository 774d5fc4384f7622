import { catalogue } from '#shared/tasks/catalogue'
import { defineCommand } from '../command'
import { exitCodes } from '../output'

export const list = defineCommand({
  name: 'list',
  summary: 'The tasks, one a line: id, title.',
  options: {},
  run: async (_values, { print }) => {
    for (const { id, title } of catalogue) print(`${id}  ${title}`)
    return { document: { tasks: catalogue.map(({ id, title }) => ({ id, title })) }, code: exitCodes.done }
  }
})
