// @ts-check
/** Builds the lab for plain Node, into out/lab: the command line and the endpoints' thread. */
import path from 'node:path'
import { ensureBuildable } from './buildable.mjs'
import { projectFolder } from './electron/project.mjs'
import { isStale } from './stale.mjs'

export const labFolder = path.join(projectFolder, 'out', 'lab')

const sources = [
  'src/shared',
  'src/tasks',
  'src/pages/registry.ts',
  'src/lab',
  'src/workers',
  'src/cli',
  'scripts/build-lab.mjs',
  'package-lock.json'
]

/** Builds unless what is there is newer than its sources. */
export async function buildLab() {
  if (!isStale(['out/lab/cli.js', 'out/lab/worker.js', 'out/lab/history-worker.js'], sources)) return
  ensureBuildable(projectFolder, 'out/lab', ['?'])
  // Vite takes half a second to load: only a build pays for it.
  const { build } = await import('vite')
  await build({
    configFile: false,
    root: projectFolder,
    // Its failure is told by whoever asked for the build.
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: labFolder,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          cli: path.join(projectFolder, 'src/cli/index.ts'),
          worker: path.join(projectFolder, 'src/workers/endpoint.ts'),
          // Needs a newer Node than the command line does: only tests start it from here.
          'history-worker': path.join(projectFolder, 'src/workers/history.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js' }
      }
    }
  })
}
