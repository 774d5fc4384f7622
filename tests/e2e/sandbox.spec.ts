/** Runs where Chromium's sandbox can be on: as a plain user (scripts/e2e.mjs), for root by scripts/sandbox.mjs. */
import { readFileSync } from 'node:fs'
import { expect, test } from './app'

test.skip(process.platform !== 'linux', 'it looks into /proc')

/** A line of proc(5)'s status. */
function status(pid: number, field: string): string {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8')
  return new RegExp(`^${field}:\\s+(.*)$`, 'm').exec(text)?.[1] ?? ''
}

/** A page's own words stand in one, parted by spaces. */
const words = (pid: number): string[] => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/)

test('the page runs in the real sandbox, as a plain user', async ({ app, page }) => {
  await expect(page.getByRole('button', { name: 'Start server' })).toBeVisible()
  const seen = await app.evaluate(({ BrowserWindow }) => ({
    user: process.getuid!(),
    main: process.pid,
    page: BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId()
  }))
  expect(seen.user).not.toBe(0)
  for (const pid of [seen.main, seen.page]) expect(words(pid)).not.toContain('--no-sandbox')
  expect(words(seen.page)).toContain('--type=renderer')
  expect({
    // 2: system calls go through a filter.
    seccomp: status(seen.page, 'Seccomp'),
    noNewPrivileges: status(seen.page, 'NoNewPrivs'),
    capabilities: status(seen.page, 'CapEff'),
    // More than one number: process ids of its own, so that it sees no process of the user's.
    ownProcessIds:
      status(seen.page, 'NSpid').split('\t').length > status(seen.main, 'NSpid').split('\t').length
  }).toEqual({
    seccomp: '2',
    noNewPrivileges: '1',
    capabilities: '0000000000000000',
    ownProcessIds: true
  })
})
