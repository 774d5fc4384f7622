/** Source text in coloured pieces. The library is loaded when the first program is shown, and not before. */

export interface CodeToken {
  text: string
  /** A CSS colour that reads well on the terminal's ground. */
  colour: string
}

export type CodeLanguage = 'python' | 'typescript' | 'c'

/** One array a line. Gives the plain text where the library cannot be loaded. */
export async function colourSource(source: string, language: CodeLanguage): Promise<CodeToken[][]> {
  try {
    const { highlight } = await import('./highlighter')
    return highlight(source, language)
  } catch {
    return plainTokens(source)
  }
}

export function plainTokens(source: string): CodeToken[][] {
  return linesOf(source).map((text) => [{ text, colour: 'inherit' }])
}

/** The end of the last line begins no other one. */
export function linesOf(source: string): string[] {
  return source.replace(/\n$/, '').split('\n')
}
