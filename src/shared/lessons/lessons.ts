/** The walkthroughs of all tasks. */
import type { TaskId } from '../tasks/catalogue'
import type { Lesson } from './lesson'
import { task1Lesson } from './task1'
import { task2Lesson } from './task2'
import { task3Lesson } from './task3'
import { task4Lesson } from './task4'

export const lessons: { readonly [T in TaskId]: Lesson<T> } = {
  task1: task1Lesson,
  task2: task2Lesson,
  task3: task3Lesson,
  task4: task4Lesson
}
