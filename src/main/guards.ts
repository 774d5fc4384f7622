/** What a page must never do here: ask for permissions, go elsewhere, open windows. */
import { app, session, type WebContents } from 'electron'
import { appPage, previewFolder } from './protocol'

function guardPage(page: WebContents): void {
  const stay = (event: Electron.Event<{ url: string }>): void => {
    if (event.url !== appPage) event.preventDefault()
  }
  page.on('will-navigate', stay)
  page.on('will-redirect', stay)
  page.on('will-frame-navigate', (event) => {
    // The one frame there is shows the preview of a report.
    if (event.isMainFrame || !event.url.startsWith(previewFolder)) stay(event)
  })
  page.on('will-attach-webview', (event) => event.preventDefault())
  page.setWindowOpenHandler(() => ({ action: 'deny' }))
}

export function guardEverything(): void {
  app.on('web-contents-created', (_event, page) => guardPage(page))
  session.defaultSession.setPermissionRequestHandler((_page, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
}
