/** Terms that only this task needs explained. */
import type { Glossary } from '#shared/lessons/glossary'

export const practiceTerms: Glossary = [
  {
    term: 'pseudo-terminal',
    says: 'A pseudo-terminal is a terminal without a screen of its own: the program cannot tell it from a real one. What you type goes in, and what the program prints comes out.',
    source: 'pty(7)'
  },
  {
    term: 'exit code',
    says: 'A program leaves a number when it ends, its exit code. The number 0 says that all went well.',
    source: 'exit(3)'
  },
  {
    term: 'to the letter',
    says: 'A text is right to the letter when every byte is right: letters, spaces and the end. What is on the wire is judged so.',
    source: 'RFC 768'
  }
]
