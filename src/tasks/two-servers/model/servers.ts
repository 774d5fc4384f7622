/** The exercise's two servers: where they listen, and what each answers, to the letter. */
import { serverPort } from '#shared/exercise'

export const serverNumbers = [1, 2] as const
export type ServerNumber = (typeof serverNumbers)[number]

/** Where server 2 listens. */
export const secondServerPort = 20_000

export const serverPorts: Readonly<Record<ServerNumber, number>> = { 1: serverPort, 2: secondServerPort }

export const replies: Readonly<Record<ServerNumber, string>> = {
  1: 'Hello UDP Client(from server 1)',
  2: 'Hello UDP Client(from server 2)'
}
