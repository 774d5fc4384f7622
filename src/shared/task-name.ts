/** A task's id, as it stands in calls and on disk; which tasks there are is the registry's business (tasks/registry.ts). */
import * as v from 'valibot'
import { text } from './bounded'

export const taskNameSchema = v.pipe(text(40), v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'the id of a task'))
