/** The report as it will print, in a frame of the window: the last one that was given, from memory. */
import { appOrigin, previewFolder } from '../protocol'
import { paperResponse } from './paper'

export class ReportPreview {
  #html = ''
  #number = 0

  /** The address of this preview; the one before has nothing to show any more. */
  show(html: string): string {
    this.#html = html
    this.#number += 1
    return this.#url
  }

  get #url(): string {
    return `${previewFolder}${this.#number}.html`
  }

  /** The answer to a request; null when it asks for no preview. */
  respond(url: string): Response | null {
    if (!url.startsWith(previewFolder)) return null
    if (this.#number === 0 || url !== this.#url) return new Response(null, { status: 404 })
    return paperResponse(this.#html, [`frame-ancestors ${appOrigin}`, 'sandbox'])
  }
}
