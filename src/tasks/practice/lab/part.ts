/** This task's part of the lab. */
import type { TaskPart } from '#lab/session/task-lab'
import { practice } from '../index'
import { PracticeLab } from './practice'

export const practicePart = {
  task: practice,
  open: (needs) => new PracticeLab(needs)
} satisfies TaskPart<PracticeLab>
