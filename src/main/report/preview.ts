/** The report as it will print, in a frame of the window: the last one that was given, from memory. */
import { appOrigin, previewFolder } from '../protocol'
import { paperResponse } from './paper'

export class ReportPreview {
  #html = ''
  #number = 0

  /** Its address: a new one each time, so that the frame loads it anew. */
  show(html: string): string {
    this.#html = html
    this.#number += 1
    return `${previewFolder}${this.#number}.html`
  }

  /** The answer to a request, null when it asks for no preview. A frame that is late gets the last report at once. */
  respond(url: string): Response | null {
    if (!url.startsWith(previewFolder)) return null
    if (this.#number === 0) return new Response(null, { status: 404 })
    return paperResponse(this.#html, [`frame-ancestors ${appOrigin}`, 'sandbox'])
  }
}
