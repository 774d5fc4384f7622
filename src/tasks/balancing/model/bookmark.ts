/** What the tab keeps when the window closes: its fields. */
import * as v from 'valibot'
import { isObject, type JsonObject } from '#shared/kept-json'
import { type BookmarkForm, isUnknown } from '#shared/settings'
import { balancers, balancingSchema, perNames } from './parameters'
import { algorithms } from './pickers'

export const balancingBookmarkSchema = v.object({ parameters: balancingSchema })
export type BalancingBookmark = v.InferOutput<typeof balancingBookmarkSchema>

/** The fields as this version has them; null where one of them is a name that it does not know. */
function known({ parameters, ...more }: JsonObject): JsonObject | null {
  if (!isObject(parameters)) return { ...more, parameters }
  const names = Object.keys(balancingSchema.entries).filter((name) => Object.hasOwn(parameters, name))
  const isStrange =
    isUnknown(parameters['balancer'], balancers) ||
    isUnknown(parameters['algorithm'], algorithms) ||
    isUnknown(parameters['per'], perNames)
  if (isStrange) return null
  return { ...more, parameters: Object.fromEntries(names.map((name) => [name, parameters[name]])) }
}

export const balancingBookmark: BookmarkForm = { schema: balancingBookmarkSchema, known }
