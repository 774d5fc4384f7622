import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/**
 * Compiles the classes that hold the window's state, whose fields are runes, as the window has them: svelte's own plugin would
 * make of them what a server renders, which is not reactive. It comes after the types were taken away.
 */
const runes: Plugin = {
  name: 'runes-of-the-window',
  transform: {
    filter: { id: /\.svelte(\.test)?\.ts$/ },
    async handler(code, filename) {
      // Only when it is needed: the other projects do without the compiler.
      const { compileModule } = await import('svelte/compiler')
      return compileModule(code, { filename, generate: 'client', dev: true }).js
    }
  }
}

/**
 * Real programs, sockets and an emulated Windows share two processors with windows there, as in playwright.config.ts: what passes
 * only when it is tried again is told by name, as flaky, with what it said at first.
 */
const tries = { retry: process.env['CI'] ? 1 : 0 }

const loopback = {
  ...tries,
  include: ['tests/loopback/**/*.test.ts'],
  environment: 'node',
  globalSetup: ['tests/loopback/global-setup.ts'],
  // The exercise's ports are the same for all: one file at a time.
  fileParallelism: false,
  // It ends a test that hangs. A machine that is busy while it is measured gets a rate at which 20,000 numbers take most of a minute.
  testTimeout: 120_000,
  hookTimeout: 30_000
}

/** Students' programs are real ones: several run side by side, each in a network of its own where that can be had. */
const practice = {
  ...tries,
  include: ['tests/practice/**/*.test.ts'],
  environment: 'node',
  globalSetup: ['tests/loopback/global-setup.ts'],
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 30_000
}
/** All programs of our collection: as long as all others together. */
const collection = 'tests/practice/collection.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [runes],
        // To make a thread for each of some 350 files takes longer than the tests: they share them, and keep nothing in modules.
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs'],
          environment: 'node',
          isolate: false
        }
      },
      { test: { ...loopback, name: 'loopback' } },
      {
        // The same again on node:dgram, which is the engine of the other systems.
        test: {
          ...loopback,
          name: 'loopback-node',
          // What no socket of an engine takes part in is the same on both.
          exclude: ['cli*', 'old-data', 'programs'].map((name) => `tests/loopback/${name}.test.ts`),
          env: { UDP_LAB_ENGINE: 'node' }
        }
      },
      {
        test: {
          ...tries,
          name: 'netns',
          include: ['tests/netns/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/loopback/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 30_000
        }
      },
      { test: { ...practice, name: 'practice', exclude: [collection] } },
      { test: { ...practice, name: 'collection', include: [collection] } },
      {
        // One kernel is booted for all of them, before the first.
        test: {
          name: 'kernels',
          include: ['tests/kernels/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/kernels/global-setup.mjs']
        }
      },
      {
        // One Windows is set up for all of them; the exercise's ports are the same for all.
        test: {
          ...tries,
          name: 'windows',
          include: ['tests/windows/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/windows/global-setup.mjs'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      }
    ]
  }
})
