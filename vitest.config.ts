import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'unit', include: ['src/**/*.test.ts'], environment: 'node' }
      },
      {
        test: {
          name: 'loopback',
          include: ['tests/loopback/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/loopback/global-setup.ts'],
          // The exercise's ports are the same for all: one file at a time.
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 30_000
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
