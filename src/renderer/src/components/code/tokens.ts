/** Source text in coloured pieces. The library is loaded when the first program is shown, and not before. */
import { type CodeLanguage, type CodeToken, plainTokens } from './plain-tokens'

/** One array a line. Gives the plain text where the library cannot be loaded. */
export async function colourSource(source: string, language: CodeLanguage): Promise<CodeToken[][]> {
  try {
    const { highlight } = await import('./highlighter')
    return highlight(source, language)
  } catch {
    return plainTokens(source)
  }
}
