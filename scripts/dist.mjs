// @ts-check
// `npm run dist`: the installers of this system. `npm run dist -- --dir`: only the folder that goes into them.
// Targets may be named: `npm run dist -- deb tar.gz`.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from './electron/app-build.mjs'
import { oneAtATime } from './electron/cache.mjs'
import { downloadOfficial, officialDist, officialElectron, officialVersion } from './electron/official.mjs'
import { note, PlainError, runScript } from './electron/plain.mjs'
import { become } from './electron/process.mjs'
import { projectFolder } from './electron/project.mjs'
import { resolveElectron } from './electron.mjs'
import { standInDist, standInFits, standInVersion } from './electron/stand-in.mjs'
import { toolSettings } from './dist/tools.mjs'

/** What may be packed from the stand-in, to try packaging: what is not handed to others as an installer. */
const trialTargets = ['dir', 'tar.gz', 'zip', 'deb']
const trialNote = `What is here was packed from npm's stand-in for Electron, to try packaging. It is not for release.\n`
const targetsOf = /** @type {Record<string, { flag: string, targets: string[] }>} */ ({
  linux: { flag: '--linux', targets: ['AppImage', 'deb', 'tar.gz'] },
  win32: { flag: '--win', targets: ['nsis'] },
  darwin: { flag: '--mac', targets: ['dmg'] }
})

await runScript(async () => {
  const system = targetsOf[process.platform]
  if (!system)
    throw new PlainError(`installers are made on Linux, Windows and macOS, not on ${process.platform}`)
  const named = namedTargets(system.targets)
  const targets = named.length > 0 ? named : system.targets
  const electron = await chooseElectron(targets, named.length > 0)
  const settings = await toolSettings({
    archives: targets.some((target) => target === 'tar.gz' || target === 'zip'),
    deb: targets.includes('deb'),
    required: electron.trial
  })
  await build()
  const code = await become(
    process.execPath,
    [
      path.join(projectFolder, 'node_modules', 'electron-builder', 'cli.js'),
      system.flag,
      ...targets,
      '--publish=never',
      `--config.electronDist=${electron.dist}`,
      `--config.electronVersion=${electron.version}`,
      `--config.directories.output=${electron.output}`
    ],
    { cwd: projectFolder, env: { ...process.env, ...settings } }
  )
  if (code !== 0) throw new PlainError('packaging failed: see the messages above')
  if (electron.trial) {
    writeFileSync(path.join(projectFolder, electron.output, 'NOT-FOR-RELEASE.txt'), trialNote)
    note(`${electron.output} holds a trial on npm's stand-in for Electron: NOT FOR RELEASE`)
  } else note(`done: see ${electron.output}`)
})

/** @param {readonly string[]} known */
function namedTargets(known) {
  const all = [...new Set([...known, 'dir', 'tar.gz', 'zip'])]
  return process.argv.slice(2).map((word) => {
    const target = all.find((name) => name.toLowerCase() === word.replace(/^--/, '').toLowerCase())
    if (!target) throw new PlainError(`${word} is not known here: name ${all.join(', ')} or nothing`)
    return target
  })
}

/**
 * @param {readonly string[]} targets
 * @param {boolean} asked whether the user named them
 */
async function chooseElectron(targets, asked) {
  const release = { dist: officialDist, version: officialVersion(), output: 'dist', trial: false }
  if (officialElectron()) return release
  const outcome = await oneAtATime('electron', () =>
    downloadOfficial({ limitMs: 30 * 60_000, despiteFailure: true })
  )
  if ('binary' in outcome) return release
  const why = `Electron's own release could not be downloaded (${outcome.failure})`
  if (!standInFits()) throw new PlainError(`${why}: connect and try again`)
  const refused = targets.filter((target) => !trialTargets.includes(target))
  if (!asked || refused.length > 0) {
    throw new PlainError(
      `${why}, and nothing for release is made from the stand-in: connect, or try packaging with ` +
        'npm run dist -- --dir (or deb, tar.gz, zip)'
    )
  }
  await resolveElectron()
  note(`${why}: packing a trial from npm's stand-in, NOT FOR RELEASE`)
  return { dist: standInDist(), version: standInVersion, output: path.join('dist', 'trial'), trial: true }
}
