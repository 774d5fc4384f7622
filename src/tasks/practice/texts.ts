/** All texts of the walkthrough. What a program did is said with what was seen of it. */
import type { QuestionWords, StepWords } from '#shared/lessons/lesson'
import { counted } from '#shared/text'

export const stepWords = {
  choose: {
    title: 'Choose your program',
    text: 'Write one of the exercise’s programs in Python, C, Java or JavaScript. Say which one it is, and choose its file.',
    watch: 'The app runs a copy: your file stays as it is.'
  },
  run: {
    title: 'Run it',
    text: 'The program runs in a [[pseudo-terminal]]. Below it the app shows the sockets that the kernel has for it.',
    watch: 'To which address and port is its [[socket]] bound?',
    otherwise: 'The program did not start. Read what stands in its terminal.'
  },
  talk: {
    title: 'Talk to it',
    text: 'The app is the other side: its client writes to your server, or its servers wait for your client.',
    watch: 'Find the [[datagram|datagrams]] of both sides in the picture.',
    otherwise: 'No datagram came back. Does your program use the port of the exercise?'
  },
  check: {
    title: 'Let it be checked',
    text: 'The app now plays the other side by itself, in several ways. What is on the wire is judged [[to the letter]], what is printed loosely.',
    watch: 'Which check fails first? Those that need it are not checked.'
  },
  mend: {
    title: 'Mend it',
    text: 'Read the first hint. Change your program in your editor and save it: the app checks it again. If nothing failed, test the program once more.',
    watch: 'The second hint says more. No hint gives the solution.',
    otherwise: 'Not every check passes yet. Begin with the first one that fails.'
  }
} satisfies Record<string, StepWords>

export const questionWords = {
  letter: {
    prompt: 'Why is a datagram judged to the letter, and a printed line not?',
    modelAnswer:
      'The other program reads the [[datagram]]. That program compares bytes, so one wrong byte is another message. A printed line is read by a person, who understands it with a capital letter or a space more.'
  }
} satisfies Record<string, QuestionWords>

/** None of them is called as a button of the tab itself is. */
export const buttons = {
  choose: 'Choose a file',
  run: 'Start it',
  talk: 'Talk to it',
  check: 'Test it',
  again: 'Test it again'
} as const

export const saw = {
  chosen: (name: string): string => `You chose ${name}.`,
  runs: (words: string): string => `The program was started as: ${words}`,
  ended: (code: string): string => `The program ended with ${code}.`,
  cameBack: (answers: number): string => `${counted(answers, 'datagram')} of your program came to the app.`,
  passed: (passed: number, all: number): string => `${passed} of ${counted(all, 'core check')} passed.`,
  first: (title: string): string => `The first that failed: ${title}.`,
  allPass: (): string => 'Every core check passes now.'
} as const
