/**
 * What the student set, and where they were when the window closed: one small file in the app's data folder, checked when it
 * is read. What a file does not say has its default, so that a file of an earlier version stays good.
 */
import * as v from 'valibot'
import { engineNames } from './model/engine'
import { isObject, type JsonObject, parseObject } from './kept-json'
import { isName } from './newer'
import { taskIds } from './tasks/catalogue'
import { task4Schema } from './tasks/task4-schema'

export const appearances = ['system', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

/** What a task's walkthrough does when the app starts. */
export const walkthroughStarts = ['as-left', 'shown', 'hidden'] as const
export type WalkthroughStart = (typeof walkthroughStarts)[number]

/** Heights of the terminals' letters in px; their rows are 20 px high. */
export const terminalTextPx = { minimum: 11, standard: 12, maximum: 16 } as const

export const settingsSchema = v.object({
  appearance: v.optional(v.picklist(appearances), 'system'),
  /** Whether the app opens with the window, the tab and Task 4's fields of the last time. */
  reopen: v.optional(v.boolean(), true),
  walkthrough: v.optional(v.picklist(walkthroughStarts), 'as-left'),
  terminalTextPx: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(terminalTextPx.minimum), v.maxValue(terminalTextPx.maximum)),
    terminalTextPx.standard
  )
})
export type Settings = v.InferOutput<typeof settingsSchema>
export const defaultSettings: Settings = v.parse(settingsSchema, {})

export const tabNames = [...taskIds, 'report'] as const
export type TabName = (typeof tabNames)[number]

export const task4Views = ['run', 'compare', 'sweep'] as const

/** Where the student was in the window. */
export const bookmarkSchema = v.object({
  tab: v.optional(v.picklist(tabNames)),
  task4: v.optional(v.object({ view: v.picklist(task4Views), parameters: task4Schema }))
})
export type Bookmark = v.InferOutput<typeof bookmarkSchema>

const pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))
const boundsSchema = v.object({
  x: pixels,
  y: pixels,
  width: v.pipe(pixels, v.minValue(1)),
  height: v.pipe(pixels, v.minValue(1)),
  maximized: v.optional(v.boolean(), false)
})
/** Of the window that is not maximized, in the system's own px of all displays together. */
export type WindowBounds = v.InferOutput<typeof boundsSchema>

export const settingsVersion = 1
export const settingsFileSchema = v.object({
  /** Rises when what is written can no longer be read by an app of before. */
  version: v.literal(settingsVersion),
  settings: v.optional(settingsSchema, {}),
  /** Null: the one that is usual on this system. */
  engine: v.optional(v.nullable(v.picklist(engineNames)), null),
  place: v.optional(bookmarkSchema, {}),
  window: v.optional(v.nullable(boundsSchema), null)
})
export type SettingsContent = v.InferOutput<typeof settingsFileSchema>
export const defaultContent: SettingsContent = v.parse(settingsFileSchema, { version: settingsVersion })

/** Not of this version: none of its names is ours, but it could be one. */
const isUnknown = (value: unknown, known: readonly string[]): boolean =>
  isName(value) && !known.includes(value)

function without(from: JsonObject, key: string, known: readonly string[]): JsonObject {
  if (!isUnknown(from[key], known)) return from
  return Object.fromEntries(Object.entries(from).filter(([name]) => name !== key))
}

/** Task 4's fields as this version has them; null where one of them is a name that it does not know. */
function knownTask4({ view, parameters, ...more }: JsonObject): JsonObject | null {
  if (!isObject(parameters)) return { view, parameters, ...more }
  const fields = Object.entries(task4Schema.entries).filter(([name]) => Object.hasOwn(parameters, name))
  const strange = fields.some(
    ([name, schema]) => schema.type === 'picklist' && isUnknown(parameters[name], schema.options)
  )
  if (strange) return null
  return {
    ...more,
    view: isUnknown(view, task4Views) ? 'run' : view,
    parameters: Object.fromEntries(fields.map(([name]) => [name, parameters[name]]))
  }
}

/** What a newer version named falls to its default; everything else is left for the schema to judge. */
function knownOf(file: JsonObject): JsonObject {
  const known = { ...without(file, 'engine', engineNames) }
  const { settings, place } = known
  if (isObject(settings)) {
    known['settings'] = without(
      without(settings, 'appearance', appearances),
      'walkthrough',
      walkthroughStarts
    )
  }
  if (isObject(place)) {
    const { task4, ...others } = without(place, 'tab', tabNames)
    const fields = isObject(task4) ? knownTask4(task4) : (task4 ?? null)
    known['place'] = fields === null ? others : { ...others, task4: fields }
  }
  return known
}

/** The file's content, or null when it is damaged. Names that a newer version gave have their defaults. */
export function parseSettings(text: string): SettingsContent | null {
  const file = parseObject(text)
  const parsed = file && v.safeParse(settingsFileSchema, knownOf(file))
  return parsed?.success ? parsed.output : null
}

/** What the page knows before it asks anything. */
export interface StartFacts {
  settings: Settings
  place: Bookmark
  /** No settings were ever kept here. */
  first: boolean
}

export interface OpenedSettings extends StartFacts {
  /** The name that a damaged file was given; null when there was none, and after it was told. */
  setAside: string | null
  /** A newer UDP Lab wrote the file: it is left as it is. Absent when not, and after it was told. */
  newer?: true
}

/** What the menu may ask the window to open. */
export type Ask = 'settings' | 'welcome' | 'shortcuts'
