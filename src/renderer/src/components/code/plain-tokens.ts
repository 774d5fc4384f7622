/** Source text in pieces, each of its own colour; here all in one. */

export interface CodeToken {
  text: string
  /** A CSS colour that reads well on the terminal's ground. */
  colour: string
}

export type CodeLanguage = 'python' | 'typescript' | 'c'

export function plainTokens(source: string): CodeToken[][] {
  return linesOf(source).map((text) => [{ text, colour: 'inherit' }])
}

/** The end of the last line begins no other one. */
export function linesOf(source: string): string[] {
  return source.replace(/\n$/, '').split('\n')
}
