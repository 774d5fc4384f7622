/**
 * What the student set, and where they were when the window closed: one small file in the app's data folder, checked when it
 * is read. What a file does not say has its default, so that a file of an earlier version stays good.
 */
import * as v from 'valibot'
import { engineNames } from './model/engine'
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
export const placeSchema = v.object({
  tab: v.optional(v.picklist(tabNames)),
  task4: v.optional(v.object({ view: v.picklist(task4Views), parameters: task4Schema }))
})
export type Place = v.InferOutput<typeof placeSchema>

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

export const settingsFileSchema = v.object({
  /** Rises when what is written can no longer be read by an app of before. */
  version: v.literal(1),
  settings: v.optional(settingsSchema, {}),
  /** Null: the one that is usual on this system. */
  engine: v.optional(v.nullable(v.picklist(engineNames)), null),
  place: v.optional(placeSchema, {}),
  window: v.optional(v.nullable(boundsSchema), null)
})
export type SettingsContent = v.InferOutput<typeof settingsFileSchema>
export const defaultContent: SettingsContent = v.parse(settingsFileSchema, { version: 1 })

/** The file's content, or null when it is not one: damaged, or of a later version. */
export function parseSettings(text: string): SettingsContent | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = v.safeParse(settingsFileSchema, json)
  return parsed.success ? parsed.output : null
}

/** What the page knows before it asks anything. */
export interface StartFacts {
  settings: Settings
  place: Place
  /** No settings were ever kept here. */
  first: boolean
}

export interface OpenedSettings extends StartFacts {
  /** The name that a damaged file was given; null when there was none, and after it was told. */
  setAside: string | null
}

/** What the menu may ask the window to open. */
export type Ask = 'settings' | 'welcome' | 'shortcuts'
