import { catalogue } from '../../shared/tasks/catalogue'
import type { Command } from '../command'
import { exitCodes } from '../output'

export const list: Command = {
  name: 'list',
  summary: 'The tasks, one a line: id, title.',
  options: {},
  help: [],
  run: async (_parsed, { print }) => {
    for (const { id, title } of catalogue) print(`${id}  ${title}`)
    return { document: { tasks: catalogue.map(({ id, title }) => ({ id, title })) }, code: exitCodes.done }
  }
}
