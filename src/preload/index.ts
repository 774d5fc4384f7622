/** Transport only: one frozen, named method a call of the contract, and the events with their own undo. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { callChannel, callNames, eventChannel } from '../shared/contract'
import type { SessionEvent } from '../shared/model/session'

const calls = Object.fromEntries(
  callNames.map((name) => [
    name,
    (input?: unknown): Promise<unknown> => ipcRenderer.invoke(callChannel(name), input)
  ])
)

function onEvents(listener: (events: SessionEvent[]) => void): () => void {
  const handle = (_event: IpcRendererEvent, events: SessionEvent[]): void => listener(events)
  ipcRenderer.on(eventChannel, handle)
  return () => ipcRenderer.off(eventChannel, handle)
}

contextBridge.exposeInMainWorld('lab', Object.freeze({ ...calls, onEvents }))
