/** A PDF as others read it, by poppler-utils; where that is missing, what needs it is left out, and the test says so. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from '@playwright/test'

function has(command: string): boolean {
  if (spawnSync(command, ['-v']).error === undefined) return true
  const description = `${command} (poppler-utils) is not installed: what it would show of the PDF is not tested here`
  test.info().annotations.push({ type: 'left out', description })
  console.log(`    left out: ${description}`)
  return false
}

/** The text in the order of the page; null where there is no pdftotext. */
export function textOf(pdf: string): string | null {
  return has('pdftotext') ? execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }) : null
}

/** Each page as a picture in the folder; null where there is no pdftoppm. */
export function pagesOf(pdf: string, folder: string): string[] | null {
  if (!has('pdftoppm')) return null
  execFileSync('pdftoppm', ['-png', '-r', '80', pdf, path.join(folder, 'page')])
  return readdirSync(folder)
    .filter((name) => /^page-\d+\.png$/.test(name))
    .map((name) => path.join(folder, name))
}
