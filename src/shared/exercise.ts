/** The exercise's addresses, and the words that go on the wire, to the letter. */

export const loopbackAddress = '127.0.0.1'
/** Where the exercise's server, and of several the first one, listens. */
export const serverPort = 20_001

export const texts = {
  request: 'Helllo UDP Server',
  reply: 'Hello UDP Client'
} as const
