/** Transport only: one frozen, named method a call of the contract, and the events with their own undo. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { askChannel, atStartWord, callChannel, callNames, eventChannel } from '../shared/contract'
import type { SessionEvent } from '../shared/model/session'
import type { Ask, StartFacts } from '../shared/settings'

const calls = Object.fromEntries(
  callNames.map((name) => [
    name,
    (input?: unknown): Promise<unknown> => ipcRenderer.invoke(callChannel(name), input)
  ])
)

function listenTo<T>(channel: string, listener: (message: T) => void): () => void {
  const handle = (_event: IpcRendererEvent, message: T): void => listener(message)
  ipcRenderer.on(channel, handle)
  return () => ipcRenderer.off(channel, handle)
}

const word = process.argv.find((argument) => argument.startsWith(atStartWord)) ?? ''

contextBridge.exposeInMainWorld(
  'lab',
  Object.freeze({
    ...calls,
    onEvents: (listener: (events: SessionEvent[]) => void) => listenTo(eventChannel, listener),
    onAsk: (listener: (ask: Ask) => void) => listenTo(askChannel, listener),
    // Main wrote it (main/window.ts).
    atStart: JSON.parse(decodeURIComponent(word.slice(atStartWord.length))) as StartFacts
  })
)
