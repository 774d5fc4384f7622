// @ts-check
/** Builds the lab's classes and its endpoints' thread for the benchmark, into out/bench. */
import path from 'node:path'
import { projectFolder } from '../electron/project.mjs'
import { isStale } from '../stale.mjs'

export const benchFolder = path.join(projectFolder, 'out', 'bench')

const sources = [
  'src/shared',
  'src/tasks',
  'src/pages/registry.ts',
  'src/lab',
  'scripts/bench/build.mjs',
  'scripts/bench/host',
  'package-lock.json'
]

/** What out/bench holds, by name. */
const entries = {
  batch: 'src/shared/events/batch.ts',
  'echo-client': 'scripts/bench/host/echo-client.mjs',
  'history-store': 'src/lab/history/store.ts',
  lab: 'src/tasks/lab.ts',
  'run-forms': 'src/tasks/contract.ts',
  session: 'src/lab/session/session.ts',
  'thread-pool': 'src/lab/endpoints/thread-pool.ts',
  worker: 'src/workers/endpoint.ts'
}

/** Builds unless what is there is newer than its sources. */
export async function buildBench() {
  const results = Object.keys(entries).map((name) => `out/bench/${name}.js`)
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
        input: Object.fromEntries(
          Object.entries(entries).map(([name, file]) => [name, path.join(projectFolder, file)])
        ),
        output: { format: 'es', entryFileNames: '[name].js' }
      }
    }
  })
}
