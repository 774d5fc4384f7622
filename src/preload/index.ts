/**
 * Transport only: one frozen, named method a call of the contract, no larger than main takes it, the events with their own
 * undo, and the way of a dropped file, whose path the page never has.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent, webUtils } from 'electron'
import { askChannel, atStartWord, callChannel, callNamesWord, eventChannel } from '#shared/channels'
import { refuseLarge } from '#shared/input-size'
import type { SessionEvent } from '#shared/events/session'
import type { Ask, StartFacts } from '#shared/settings'

/** What main wrote behind a word of the page's command line (main/window.ts). */
function told(word: string): string {
  return process.argv.find((argument) => argument.startsWith(word))?.slice(word.length) ?? ''
}

const callNames = told(callNamesWord).split(',')
const calls = Object.fromEntries(
  callNames.map((name) => [
    name,
    // Main counts again, but by then it has copied the input: 20,000,000 entries hold it up for seconds.
    async (input?: unknown): Promise<unknown> =>
      refuseLarge(input) ?? ipcRenderer.invoke(callChannel(name), input)
  ])
)

function listenTo<T>(channel: string, listener: (message: T) => void): () => void {
  const handle = (_event: IpcRendererEvent, message: T): void => listener(message)
  ipcRenderer.on(channel, handle)
  return () => ipcRenderer.off(channel, handle)
}

/** Empty: the page made the file up, or what it gives is none. */
function pathOf(file: File): string {
  try {
    return webUtils.getPathForFile(file)
  } catch {
    return ''
  }
}

contextBridge.exposeInMainWorld(
  'lab',
  Object.freeze({
    ...calls,
    giveFile: (file: File): Promise<unknown> =>
      ipcRenderer.invoke(callChannel('giveFile'), { path: pathOf(file) }),
    onEvents: (listener: (events: SessionEvent[]) => void) => listenTo(eventChannel, listener),
    onAsk: (listener: (ask: Ask) => void) => listenTo(askChannel, listener),
    atStart: JSON.parse(decodeURIComponent(told(atStartWord))) as StartFacts
  })
)
