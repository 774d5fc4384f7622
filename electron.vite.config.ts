import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

const from = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      rollupOptions: {
        // The threads are files of their own: main starts them by path.
        input: {
          index: from('src/main/index.ts'),
          worker: from('src/workers/endpoint.ts'),
          'history-worker': from('src/workers/history.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js' }
      }
    }
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload has no module loader: it must be one CommonJS file.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: from('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: from('src/renderer'),
    plugins: [svelte({ configFile: from('svelte.config.js') })],
    build: {
      outDir: 'out/renderer',
      minify: true,
      // The page is read from the disk: one file of a megabyte costs no download.
      chunkSizeWarningLimit: 1500,
      rollupOptions: {
        input: { index: from('src/renderer/index.html') },
        output: {
          // What the window starts with is few files: each more is one more question to the main process. Svelte is
          // apart, because it makes an Error when it loads, for which V8 reads that whole file again.
          advancedChunks: {
            groups: [
              { name: 'svelte', test: /node_modules\/svelte\//, priority: 2 },
              // Also what later parts share with it: left alone, such modules would be files of their own.
              { name: 'window', tags: ['$initial'] }
            ]
          }
        },
        // How long plugins took is nothing that a student who starts the app wants to read.
        checks: { pluginTimings: false }
      }
    }
  }
})
