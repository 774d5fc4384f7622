import { defineConfig } from 'vitest/config'

const loopback = {
  include: ['tests/loopback/**/*.test.ts'],
  environment: 'node',
  globalSetup: ['tests/loopback/global-setup.ts'],
  // The exercise's ports are the same for all: one file at a time.
  fileParallelism: false,
  testTimeout: 30_000,
  hookTimeout: 30_000
}

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'unit', include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs'], environment: 'node' }
      },
      { test: { ...loopback, name: 'loopback' } },
      {
        // The same again on node:dgram, which is the engine of the other systems.
        test: {
          ...loopback,
          name: 'loopback-node',
          exclude: ['tests/loopback/cli.test.ts'],
          env: { UDP_LAB_ENGINE: 'node' }
        }
      },
      {
        test: {
          name: 'netns',
          include: ['tests/netns/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/loopback/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 30_000
        }
      }
    ]
  }
})
