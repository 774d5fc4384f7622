/** The app's own origin: app://lab serves the built page and nothing beyond its folder, under a strict policy. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol, session } from 'electron'

export const appScheme = 'app'
export const appOrigin = 'app://lab'
export const appPage = `${appOrigin}/index.html`
/** Below this the preview of a report is served from memory (report/preview.ts), and nothing else may be framed. */
export const previewFolder = `${appOrigin}/report-preview/`

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  `frame-src ${previewFolder}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  // Svelte makes its templates through a policy of this name.
  'trusted-types svelte-trusted-html'
].join('; ')

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

/** Before the app is ready: the scheme gets an origin of its own, with the rights of a secure one. What was compiled is kept. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    }
  ])
}

/** The file that a URL names inside `folder`, or null when it names none there. */
export function resolveInside(folder: string, url: string): string | null {
  const { host, pathname } = new URL(url)
  if (host !== 'lab') return null
  const file = path.resolve(folder, `.${path.posix.normalize(decodeURIComponent(pathname))}`)
  return file.startsWith(folder + path.sep) ? file : null
}

const refused = (status: number): Response => new Response(null, { status })

/**
 * @param folder the built page
 * @param inMemory answers for what is in no file, or null
 */
export function servePage(folder: string, inMemory: (url: string) => Response | null): void {
  session.defaultSession.protocol.handle(appScheme, async ({ url, method }) => {
    if (method !== 'GET') return refused(405)
    const answer = inMemory(url)
    if (answer) return answer
    let file: string | null
    try {
      file = resolveInside(folder, url)
    } catch {
      return refused(400)
    }
    const contentType = contentTypes[path.extname(file ?? '')]
    if (!file || !contentType) return refused(404)
    try {
      const headers = {
        'content-type': contentType,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff'
      }
      return new Response(await readFile(file), { headers })
    } catch {
      return refused(404)
    }
  })
}
