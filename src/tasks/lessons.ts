/** The walkthroughs of all tasks. */
import type { Lesson } from '#shared/lessons/lesson'
import type { TaskId } from '#shared/tasks/catalogue'
import { connectLesson } from './connect/lesson'
import { lossLesson } from './loss/lesson'
import { oneServerLesson } from './one-server/lesson'
import { twoServersLesson } from './two-servers/lesson'

export const lessons = {
  task1: oneServerLesson,
  task2: twoServersLesson,
  task3: connectLesson,
  task4: lossLesson
} satisfies Record<TaskId, Lesson>
