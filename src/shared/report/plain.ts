/** Text as typed, made safe to print: what could hide or turn round other text is written as an escape. */

// eslint-disable-next-line no-control-regex -- finding control characters is what it is for
const turning = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g
const loneSurrogates = /\p{Surrogate}/gu

/**
 * Line ends are `\n`. Controls and marks that override the direction of text are shown as `\u202e`; letters of any script, and the
 * joiners that some need, stay.
 */
export function plainText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replace(loneSurrogates, '\ufffd')
    .replace(turning, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(text)
    .replaceAll(/[\n\t]+/g, ' ')
    .trim()
}
