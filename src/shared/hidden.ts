/**
 * Text from outside (payloads, names of processes, files and people, error texts of the system) as it is shown: what cannot
 * be seen, or changes how other text is seen, is written as an escape, so that nothing forges a line or overwrites a screen.
 */

/**
 * Control characters (Cc), line and paragraph separators, marks that change the direction of text (Bidi_Control), what is
 * invisible by default (Default_Ignorable_Code_Point of the Unicode Standard, section 5.21: tags, soft hyphen, fillers,
 * joiners, variation selectors), interlinear marks, halves of surrogate pairs, and what is no character at all.
 */
const hiddenClass =
  '[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Bidi_Control}\\p{Default_Ignorable_Code_Point}\\ufff9-\\uffff\\p{Surrogate}\\p{Noncharacter_Code_Point}]'
const anyHidden = new RegExp(hiddenClass, 'u')
const allHidden = new RegExp(hiddenClass, 'gu')
/** Almost all text: for it the class need not be asked. */
const plainAscii = /^[ -~]*$/

const shortNames: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const digits = code.toString(16)
  if (code > 0xffff) return `\\u{${digits}}`
  return (
    shortNames[character] ?? (code < 256 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`)
  )
}

/** Text whose hidden characters are written as escapes: `\n`, `\x1b`, `\u202e`, `\u{e0041}`. */
export function escapeHidden(text: string): string {
  return plainAscii.test(text) ? text : text.replace(allHidden, escapeCharacter)
}

export const holdsHidden = (text: string): boolean => !plainAscii.test(text) && anyHidden.test(text)

/** JSON in which hidden characters are escapes too: the same document, that no terminal obeys. */
export const jsonText = (document: unknown): string =>
  JSON.stringify(document).replace(allHidden, (character) =>
    Array.from(
      { length: character.length },
      (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`
    ).join('')
  )
