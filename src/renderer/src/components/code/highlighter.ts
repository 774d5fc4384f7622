/** Shiki without its HTML: only colours come out, so that the page's policy has nothing to forbid. Loaded by tokens.ts. */
import { createJavaScriptRegexEngine } from '@shikijs/engine-javascript'
import c from '@shikijs/langs/c'
import python from '@shikijs/langs/python'
import typescript from '@shikijs/langs/typescript'
import { codeToTokensBase, createShikiPrimitive } from '@shikijs/primitive'
import theme from '@shikijs/themes/github-dark-default'
import { type CodeLanguage, type CodeToken, linesOf } from './plain-tokens'

const primitive = createShikiPrimitive({
  engine: createJavaScriptRegexEngine(),
  langs: [python, typescript, c],
  themes: [theme]
})

export function highlight(source: string, language: CodeLanguage): CodeToken[][] {
  const lines = codeToTokensBase(primitive, linesOf(source).join('\n'), {
    lang: language,
    theme: 'github-dark-default',
    // A line that takes longer than its time is left as it is, with all that follows: on a slow machine the first one does.
    tokenizeTimeLimit: 0
  })
  return lines.map((tokens) =>
    tokens.map(({ content, color }) => ({ text: content, colour: color ?? 'inherit' }))
  )
}
