/** The app's own origin: app://lab serves the built page and nothing beyond its folder, under a strict policy. */
import path from 'node:path'
import { protocol, session } from 'electron'
import { type Address, appScheme, previewOrigin, readAddress } from './addresses'
import { type Answer, answerScheme, answerWith, refuse } from './answers'
import type { ReadFile } from './early-files'

export { appOrigin, appPage } from './addresses'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'none'",
  `frame-src ${previewOrigin}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  // Svelte makes its templates through a policy of this name.
  'trusted-types svelte-trusted-html'
]

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

interface BuiltPage {
  folder: string
  read: ReadFile
}

async function answerFromFolder({ folder, read }: BuiltPage, { segments }: Address): Promise<Answer> {
  const file = path.join(folder, ...segments)
  const contentType = contentTypes[path.extname(file)]
  if (!contentType) return refuse(404)
  try {
    const body = await read(file)
    return answerWith({ body, contentType, policy: contentSecurityPolicy, keep: true })
  } catch {
    return refuse(404)
  }
}

/** @param preview answers for the host of previews, or null */
export function servePage(page: BuiltPage, preview: (address: Address) => Answer | null): void {
  answerScheme(session.defaultSession, ({ url, method }) => {
    if (method !== 'GET') return refuse(405)
    const address = readAddress(url)
    if (address?.host === 'lab') return answerFromFolder(page, address)
    return (address && preview(address)) ?? refuse(404)
  })
}
