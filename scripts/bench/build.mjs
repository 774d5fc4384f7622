// @ts-check
/** Builds the lab's classes and its endpoints' thread for the benchmark, into out/bench. */
import path from 'node:path'
import { projectFolder } from '../electron/project.mjs'
import { isStale } from '../stale.mjs'

export const benchFolder = path.join(projectFolder, 'out', 'bench')

const sources = [
  'src/shared',
  'src/lab',
  'scripts/bench/build.mjs',
  'scripts/bench/host',
  'package-lock.json'
]

/** Builds unless what is there is newer than its sources. */
export async function buildBench() {
  const results = ['batch', 'echo-client', 'history-store', 'lab', 'session', 'thread-pool', 'worker'].map(
    (name) => `out/bench/${name}.js`
  )
  if (!isStale(results, sources)) return
  const { build } = await import('vite')
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node22',
      outDir: benchFolder,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          batch: path.join(projectFolder, 'src/shared/model/batch.ts'),
          'echo-client': path.join(projectFolder, 'scripts/bench/host/echo-client.mjs'),
          'history-store': path.join(projectFolder, 'src/lab/history/store.ts'),
          lab: path.join(projectFolder, 'src/lab/lab.ts'),
          session: path.join(projectFolder, 'src/lab/session.ts'),
          'thread-pool': path.join(projectFolder, 'src/lab/endpoints/thread-pool.ts'),
          worker: path.join(projectFolder, 'src/lab/endpoints/worker.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js' }
      }
    }
  })
}
