/**
 * What calls and events are called between the processes. Apart from contract.ts, whose schemas the preload has
 * no use for: it is read anew whenever a page loads.
 */

export const callChannel = (name: string): string => `lab:call:${name}`
export const eventChannel = 'lab:events'
export const askChannel = 'lab:asks'
/** Beginning of the word on the page's command line that carries its StartFacts as JSON. */
export const atStartWord = '--udp-lab-at-start='
/** Beginning of the word that carries callNames: the preload makes a method of each. */
export const callNamesWord = '--udp-lab-calls='
