/** What stands at the head and foot of every printed page. */

/** A text as a string of CSS: whatever is no letter or digit of ASCII is written as its number, so that nothing can end it. */
export function cssString(text: string): string {
  const escaped = Array.from(text, (letter) =>
    /[A-Za-z0-9 ]/.test(letter) ? letter : `\\${(letter.codePointAt(0) ?? 0).toString(16)} `
  )
  return `"${escaped.join('')}"`
}

/** The first page has its heading, and needs no other. */
export const headerRule = (text: string): string => `
@page { @top-left { content: ${cssString(text)}; } }
@page :first { @top-left { content: none; } }
`
