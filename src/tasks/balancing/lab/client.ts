/** One of the crowd. */
import type { FurtherSocket } from '#lab/net/udp-socket'

export interface Client {
  socket: FurtherSocket
  first: number
  sent: number
  /** In a closed loop: the number whose answer it waits for; 0: none. */
  awaited: number
  sentMs: number
}
