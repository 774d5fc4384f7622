import { defineConfig } from '@playwright/test'

const suite = process.env['UDP_LAB_SUITE'] ?? 'e2e'
// Without Chromium's sandbox (scripts/e2e.mjs and scripts/sandbox.mjs say) there is none to look at.
const sandboxed = process.env['UDP_LAB_SANDBOX'] === '1'

export default defineConfig({
  testDir: 'tests/e2e',
  testIgnore: sandboxed ? [] : ['**/sandbox.spec.ts'],
  outputDir: `test-results/${suite}`,
  // One window at a time: the tasks use the exercise's own ports.
  workers: 1,
  fullyParallel: false,
  // Three windows share two processors there: what passes only when it is tried again is told by name, as flaky.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: `test-results/${suite}.json` }]],
  use: { trace: 'off' }
})
