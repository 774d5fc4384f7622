/** Addresses of the app's own scheme, read as parts. What does not fit the narrow grammar names nothing. */

export const appScheme = 'app'
export const appOrigin = 'app://lab'
export const appPage = `${appOrigin}/index.html`
/** The preview of a report has an origin of its own: even without its sandbox it shares nothing with the page. */
export const previewOrigin = 'app://preview'

export interface Address {
  host: string
  segments: readonly string[]
}

/** As the build names its files. No escape, backslash or dot segment fits, however often it is encoded. */
const segmentGrammar = /^[\w-][\w.-]*$/
const previewName = /^([1-9]\d{0,14})\.html$/

/** The parts of an address of ours, null for every other and for one that is not written plainly. */
export function readAddress(url: string): Address | null {
  if (!URL.canParse(url)) return null
  const { protocol, host, username, password, pathname, search } = new URL(url)
  if (protocol !== `${appScheme}:` || username || password || search) return null
  const [root, ...segments] = pathname.split('/')
  const plain = root === '' && segments.length > 0 && segments.every((one) => segmentGrammar.test(one))
  return plain ? { host, segments } : null
}

export const previewAddress = (number: number): string => `${previewOrigin}/${number}.html`

/** Which preview an address names, null when it names none. */
export function previewNumber(address: Address | null): number | null {
  if (address?.host !== 'preview') return null
  const [name, ...more] = address.segments
  if (name === undefined || more.length > 0) return null
  const digits = previewName.exec(name)?.[1]
  return digits === undefined ? null : Number(digits)
}
