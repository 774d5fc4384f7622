/** Printed lines are judged loosely: case, dots, spaces and quotation marks are nobody's mistake. */

/** `Message from Client:  b'Helllo UDP Server'` becomes `message from client helllo udp server`. */
export const loose = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\bb(['"])/g, '$1')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const lines = (printed: string): string[] => printed.split('\n')

/** Whether a line holds these words one after the other, whatever stands around them. */
export const printsWords = (printed: string, ...words: readonly string[]): boolean =>
  lines(printed).some((line) => ` ${loose(line)} `.includes(` ${words.map(loose).join(' ')} `))

/** Lines that hold these words, loosely. */
export const linesWith = (printed: string, words: string): string[] =>
  lines(printed).filter((line) => ` ${loose(line)} `.includes(` ${loose(words)} `))
