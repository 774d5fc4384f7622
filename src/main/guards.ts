/** What a page must never do here: ask for permissions, go elsewhere, open windows, download, reach a network. */
import { app, session, type Session, type WebContents } from 'electron'
import { appPage, previewNumber, readAddress } from './addresses'
import { mayRequest } from './requests'

/** A proxy that cannot be: nobody listens on port 0. */
const deadProxy = 'socks5://127.0.0.1:0'

/**
 * Before the app is ready: Chromium's own network leads nowhere, in every session and from the first page on. The lab's
 * sockets are Node's and the system's, and know nothing of it.
 */
export function closeNetwork(): void {
  app.commandLine.appendSwitch('proxy-server', deadProxy)
  // Chromium goes round a proxy for loopback addresses unless told not to.
  app.commandLine.appendSwitch('proxy-bypass-list', '<-loopback>')
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
}

function guardPage(page: WebContents): void {
  // WebRTC asks for no permission and heeds no content security policy.
  page.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  const stay = (event: Electron.Event<{ url: string }>): void => {
    if (event.url !== appPage) event.preventDefault()
  }
  page.on('will-navigate', stay)
  page.on('will-redirect', stay)
  page.on('will-frame-navigate', (event) => {
    // The one frame there is shows the preview of a report.
    if (event.isMainFrame || previewNumber(readAddress(event.url)) === null) stay(event)
  })
  page.on('will-attach-webview', (event) => event.preventDefault())
  page.setWindowOpenHandler(() => ({ action: 'deny' }))
  // Left alone, Electron picks the first device that it finds; no permission is asked for.
  page.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
}

function guardSession(guarded: Session): void {
  guarded.setPermissionRequestHandler((_page, _permission, answer) => answer(false))
  guarded.setPermissionCheckHandler(() => false)
  guarded.setDevicePermissionHandler(() => false)
  guarded.setSpellCheckerEnabled(false)
  const inDevelopment = !app.isPackaged
  guarded.webRequest.onBeforeRequest((asked, answer) => answer({ cancel: !mayRequest(asked, inDevelopment) }))
  // What the app saves goes through its own dialog and is written by main.
  guarded.on('will-download', (event) => event.preventDefault())
}

export function guardEverything(): void {
  app.on('web-contents-created', (_event, page) => guardPage(page))
  app.on('session-created', guardSession)
  // The default session may be there before anybody could listen.
  guardSession(session.defaultSession)
}
