/** The report as it will print, in a frame of the window: the last one that was given, from memory. */
import { type Address, appOrigin, previewAddress, previewNumber } from '../addresses'
import type { Answer } from '../answers'
import { paperAnswer } from './paper'

export class ReportPreview {
  #html = ''
  #number = 0

  /** Its address: a new one each time, so that the frame loads it anew. */
  show(html: string): string {
    this.#html = html
    this.#number += 1
    return previewAddress(this.#number)
  }

  /** The answer to a request, null when it asks for no preview. A frame that is late gets the last report at once. */
  respond(address: Address): Answer | null {
    const number = previewNumber(address)
    if (number === null || number > this.#number) return null
    return paperAnswer(this.#html, [`frame-ancestors ${appOrigin}`, 'sandbox'])
  }
}
