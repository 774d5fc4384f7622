/** What the lab is told by whoever has it: the window or the terminal. */
import type { EngineName } from '#shared/events/engine'
import type { SessionEvent, SessionSnapshot } from '#shared/events/session'
import type { CounterFiles } from '../net/kernel'

export interface LabSettings {
  /** The built file of workers/endpoint.ts. */
  workerFile: string
  /** Whose sockets endpoints get from now on; node:dgram's where that engine does not work here. */
  engine: () => EngineName
  onEvent: (event: SessionEvent) => void
  /** Sees a session before it is forgotten. */
  onEnding?: (session: SessionSnapshot) => void
  /** Whether addresses beyond loopback may be used: asked anew every time. */
  remoteAllowed: () => boolean
  /** Keep what was told, for a window that joins later; the terminal, which prints as it goes, has no use for it. */
  keepEvents: boolean
  /** Bytes of events kept of a session. */
  keptBytes?: number
  /** Where the server of a run listens, and nowhere else. Without it: the exercise's port, or a free one when it is held. */
  serverPort?: number
  /** And at which address; without it: the exercise's. */
  serverAddress?: string
  /** Where the kernel's counters are read; the system's own place unless told otherwise. */
  counterFiles?: CounterFiles
}
