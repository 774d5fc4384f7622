/** What Task 4's tab keeps when the window closes: its view and its fields. Names in the file stay what they were. */
import * as v from 'valibot'
import { isObject, type JsonObject } from '#shared/kept-json'
import { type BookmarkForm, isUnknown } from '#shared/settings'
import { lossSchema } from './parameters-schema'

export const writtenViews = ['run', 'compare', 'sweep'] as const

export const lossBookmarkSchema = v.object({ view: v.picklist(writtenViews), parameters: lossSchema })
export type LossBookmark = v.InferOutput<typeof lossBookmarkSchema>

/** The fields as this version has them; null where one of them is a name that it does not know. */
function known({ view, parameters, ...more }: JsonObject): JsonObject | null {
  if (!isObject(parameters)) return { view, parameters, ...more }
  const fields = Object.entries(lossSchema.entries).filter(([name]) => Object.hasOwn(parameters, name))
  const strange = fields.some(
    ([name, schema]) => schema.type === 'picklist' && isUnknown(parameters[name], schema.options)
  )
  if (strange) return null
  return {
    ...more,
    view: isUnknown(view, writtenViews) ? 'run' : view,
    parameters: Object.fromEntries(fields.map(([name]) => [name, parameters[name]]))
  }
}

export const lossBookmark: BookmarkForm = { schema: lossBookmarkSchema, known }
