/**
 * What the student set, and where they were when the window closed: one small file in the app's data folder, checked when it
 * is read. What a file does not say has its default, so that a file of an earlier version stays good.
 */
import * as v from 'valibot'
import { engineNames } from './events/engine'
import { isObject, type JsonObject } from './kept-json'
import { isName } from './newer'

export const appearances = ['system', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

/** What a task's walkthrough does when the app starts. */
const walkthroughStarts = ['as-left', 'shown', 'hidden'] as const
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

/** Where the student was in the window: its tab, and under a task's id what that task's tab keeps of it. */
export type Bookmark = { tab?: string | undefined } & { [task: string]: unknown }

/** What a task's tab keeps: its shape, and how this version reads what a newer one wrote. */
export interface BookmarkForm {
  schema: v.GenericSchema
  /** With names that this version does not know at their defaults; null where too little is left. */
  known: (kept: JsonObject) => JsonObject | null
}

/** What the settings depend on and do not know: which tabs there are, and what each of them keeps. */
export interface Tabs {
  names: readonly string[]
  bookmarks: Readonly<Record<string, BookmarkForm>>
}

export const bookmarkSchemaOf = ({ names, bookmarks }: Tabs) =>
  v.object({
    tab: v.optional(v.picklist(names)),
    ...Object.fromEntries(Object.entries(bookmarks).map(([task, { schema }]) => [task, v.optional(schema)]))
  }) as v.GenericSchema<Bookmark, Bookmark>

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
const content = {
  /** Rises when what is written can no longer be read by an app of before. */
  version: v.literal(settingsVersion),
  settings: v.optional(settingsSchema, {}),
  /** Null: the one that is usual on this system. */
  engine: v.optional(v.nullable(v.picklist(engineNames)), null),
  window: v.optional(v.nullable(boundsSchema), null)
}
export const settingsFileSchemaOf = (tabs: Tabs) =>
  v.object({ ...content, place: v.optional(bookmarkSchemaOf(tabs), {}) })
export type SettingsFileSchema = ReturnType<typeof settingsFileSchemaOf>
export type SettingsContent = v.InferOutput<SettingsFileSchema>
export const defaultContent: SettingsContent = {
  ...v.parse(v.object(content), { version: settingsVersion }),
  place: {}
}

/** Not of this version: none of its names is ours, but it could be one. */
export const isUnknown = (value: unknown, known: readonly string[]): boolean =>
  isName(value) && !known.includes(value)

function without(from: JsonObject, key: string, known: readonly string[]): JsonObject {
  if (!isUnknown(from[key], known)) return from
  return Object.fromEntries(Object.entries(from).filter(([name]) => name !== key))
}

/** What tabs keep, as this version knows it; what is not an object is left for the schema to judge. */
function knownBookmarks(place: JsonObject, { names, bookmarks }: Tabs): JsonObject {
  const entries = Object.entries(without(place, 'tab', names)).flatMap(
    ([name, kept]): [string, unknown][] => {
      const form = Object.hasOwn(bookmarks, name) ? bookmarks[name] : undefined
      if (!form || !isObject(kept)) return [[name, kept]]
      const fields = form.known(kept)
      return fields === null ? [] : [[name, fields]]
    }
  )
  return Object.fromEntries(entries)
}

/** What a newer version named falls to its default; everything else is left for the schema to judge. */
export function knownSettings(file: JsonObject, tabs: Tabs): JsonObject {
  const known = { ...without(file, 'engine', engineNames) }
  const { settings, place } = known
  if (isObject(settings)) {
    known['settings'] = without(
      without(settings, 'appearance', appearances),
      'walkthrough',
      walkthroughStarts
    )
  }
  if (isObject(place)) known['place'] = knownBookmarks(place, tabs)
  return known
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
export type Ask = 'settings' | 'welcome' | 'shortcuts' | 'machine'
