/** A report as a PDF file, made by Chromium in a window that nobody sees, where no script runs and no network is. */
import { BrowserWindow, session } from 'electron'
import { failure, type Result, success } from '#shared/fault'
import { appOrigin } from '../addresses'
import { answerScheme, refuse } from '../answers'
import { paperAnswer } from './paper'

/** In memory, and apart from the session of the app's own page. */
const partition = 'report-print'
const page = `${appOrigin}/report.html`
/** A document that takes longer is given up; 20 figures take about a second. */
const deadlineMs = 60_000

function printWindow(html: string): BrowserWindow {
  const apart = session.fromPartition(partition, { cache: false })
  // Narrower than what guards.ts allows every session: the one page, and the pictures that it brings along.
  apart.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
    const picture = resourceType === 'image' && URL.canParse(url) && new URL(url).protocol === 'data:'
    answer({ cancel: url !== page && !picture })
  })
  answerScheme(apart, ({ url }) =>
    url === page ? paperAnswer(html, ["frame-ancestors 'none'"]) : refuse(404)
  )
  return new BrowserWindow({
    show: false,
    width: 800,
    height: 1130,
    webPreferences: {
      partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
      spellcheck: false
    }
  })
}

async function print(window: BrowserWindow): Promise<Uint8Array> {
  await window.loadURL(page)
  return window.webContents.printToPDF({
    pageSize: 'A4',
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true
  })
}

const late = (): Result<never> =>
  failure('report/not-printed', `The PDF was given up after ${deadlineMs / 1000} s.`, {
    advice: 'Pick fewer runs, or save the report as HTML and print it from a browser.'
  })

const failed = (): Result<never> =>
  failure('report/not-printed', 'The PDF could not be made.', {
    advice: 'Try again, or save the report as HTML and print it from a browser.'
  })

/** One at a time: all share the session and its one document. */
let busy = false

export async function printHtml(html: string): Promise<Result<Uint8Array>> {
  if (busy) {
    return failure('report/not-printed', 'A PDF is being made already.', {
      advice: 'Wait until it is saved.'
    })
  }
  busy = true
  const window = printWindow(html)
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), deadlineMs)))
  try {
    const bytes = await Promise.race([print(window), deadline])
    return bytes === null ? late() : success(new Uint8Array(bytes))
  } catch (error) {
    console.error('print of a report', error)
    return failed()
  } finally {
    clearTimeout(timer)
    window.destroy()
    busy = false
  }
}
