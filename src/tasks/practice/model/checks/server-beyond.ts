/** Datagrams that the exercise does not speak of: the exercise's own server dies of one of them. */
import { notPassed, passed } from '../check'
import { endedInWords, meaning } from '../endings'
import type { ServerScene } from '../record'
import type { ServerCheck } from './server-start'

interface Beyond {
  id: string
  scene: ServerScene
  what: string
  rationale: string
  hints: readonly [string, string]
}

const beyond: readonly Beyond[] = [
  {
    id: 'empty-datagram',
    scene: 'empty',
    what: 'an empty datagram',
    rationale: 'A UDP datagram may have no payload at all (RFC 768): it is no end of anything.',
    hints: [
      'What does the program make of a length of 0?',
      'In TCP 0 means that the peer has closed. What closes in UDP?'
    ]
  },
  {
    id: 'not-utf8',
    scene: 'not-utf8',
    what: 'a datagram that is not UTF-8 text',
    rationale: 'Bytes of any kind may come. A server that one datagram can stop is down soon.',
    hints: [
      'What happens when bytes cannot be decoded?',
      'Decoding has a parameter for what cannot be decoded.'
    ]
  },
  {
    id: 'long-datagram',
    scene: 'long',
    what: 'a datagram of 1,025 bytes',
    rationale:
      'This is one byte more than recvfrom(1024) gives out: the rest is cut off, on Windows with an error.',
    hints: [
      'What happens to what is longer than the receive size?',
      'The datagram after it must be answered as always.'
    ]
  }
]

const check =
  (file: string) =>
  ({ id, scene, what, rationale, hints }: Beyond): ServerCheck => ({
    id,
    title: `The program lives on after ${what}`,
    needs: ['answers', 'answers-again', 'answers-each-sender'],
    points: 1,
    core: false,
    rationale,
    hints,
    judge: async (scenes) => {
      const { program, steps } = await scenes(scene)
      const last = steps.at(-1)
      if (last && last.answers.length > 0) return passed('The next client was answered.')
      const expected = `An answer to the client that comes after ${what}.`
      if (program.ended)
        return notPassed(expected, endedInWords(program, file), { because: meaning(program) })
      return notPassed(expected, 'No answer came in time.')
    }
  })

export const beyondChecks = (file: string): readonly ServerCheck[] => beyond.map(check(file))
