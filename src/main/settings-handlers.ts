/** The settings' calls of the contract. */
import { app, nativeTheme, shell } from 'electron'
import type { SystemFacts } from '#shared/contract'
import { done, failure, success } from '#shared/fault'
import { defaultSettings } from '#shared/settings'
import { defaultEngine } from '#lab/net/engine'
import type { EngineChoice } from './engine-choice'
import type { CommonHandlers } from './ipc'
import { OneAtATime } from './one-at-a-time'
import type { SettingsFile } from './settings-file'

export interface SettingsNeeds {
  settings: SettingsFile
  engine: EngineChoice
}

/** Each opens a window of another program. */
const openings = new OneAtATime(
  'The data folder was opened a moment ago.',
  'Look for its window, or try again in 2 s.',
  2000
)

type Calls =
  'readSettings' | 'keepSettings' | 'resetSettings' | 'keepBookmark' | 'openDataFolder' | 'chooseEngine'

/** @param facts what the window is told of the system after a change */
export function createSettingsHandlers(
  { settings, engine }: SettingsNeeds,
  facts: () => Promise<SystemFacts>
): Pick<CommonHandlers, Calls> {
  return {
    readSettings: () => success(settings.open()),
    keepSettings: (input) => {
      nativeTheme.themeSource = input.appearance
      return settings.keep({ settings: input })
    },
    resetSettings: async () => {
      nativeTheme.themeSource = defaultSettings.appearance
      engine.wanted = defaultEngine
      await engine.prove()
      const kept = await settings.keep({ settings: defaultSettings, engine: null })
      return kept.ok ? success({ settings: defaultSettings, facts: await facts() }) : kept
    },
    keepBookmark: (place) => settings.keep({ place: { ...settings.content.place, ...place } }),
    openDataFolder: async () => {
      const opened = await openings.take(() => shell.openPath(app.getPath('userData')))
      if (!opened.ok) return opened
      const problem = opened.value
      if (problem === '') return done
      return failure('file/not-read', `The data folder could not be opened: ${problem}.`, {
        advice: `Its path is ${app.getPath('userData')}.`
      })
    },
    chooseEngine: async ({ engine: wanted }) => {
      engine.wanted = wanted
      await engine.prove()
      const kept = await settings.keep({ engine: wanted })
      return kept.ok ? success(await facts()) : kept
    }
  }
}
