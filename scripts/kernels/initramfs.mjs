// @ts-check
/** The file system that the kernel boots with: node, the built command line, tc, and an init that calls one after the other. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, openSync, closeSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findCommand } from '../electron/apt.mjs'
import { PlainError } from '../electron/plain.mjs'
import { projectFolder } from '../electron/project.mjs'

/** What of the project the command line needs when it runs. */
const projectParts = [
  'package.json',
  'out/lab',
  'node_modules/koffi',
  'node_modules/@koromix/koffi-linux-x64'
]
/** Programs of this machine that go along, with their libraries. */
export const guestPrograms = ['node', 'tc', 'busybox']

/**
 * Console messages go to the first serial port, answers to the second, so that neither breaks into the other's lines.
 *
 * @param {readonly string[]} groups
 * @param {readonly string[]} modules
 */
const init = (groups, modules) => `#!/programs/busybox sh
export HOME=/tmp PATH=/programs
b=/programs/busybox
$b mount -t proc proc /proc
$b mount -t sysfs sys /sys
$b mount -t devtmpfs dev /dev
$b mount -t tmpfs tmp /tmp
$b ip link set lo up
${modules.map((file) => `$b insmod /modules/${path.basename(file)}`).join('\n')}
$b stty -F /dev/ttyS1 raw
${groups.map((group) => `node /guest/run.mjs ${group} >/dev/ttyS1 2>/dev/console`).join('\n')}
$b poweroff -f
`

/**
 * @param {string} folder an empty one, to build in
 * @param {{ groups: Record<string, unknown>, modules: readonly string[] }} what groups: the calls of each process in the guest
 * @returns {string} the file, not compressed: to unpack it would take the guest longer than to read it
 */
export function buildInitramfs(folder, { groups, modules }) {
  const root = path.join(folder, 'root')
  for (const name of ['dev', 'proc', 'sys', 'tmp', 'programs', 'modules', 'guest']) {
    mkdirSync(path.join(root, name), { recursive: true })
  }
  for (const name of guestPrograms) addProgram(root, name)
  for (const part of projectParts) {
    cpSync(path.join(projectFolder, part), path.join(root, 'app', part), {
      recursive: true,
      dereference: true
    })
  }
  for (const file of modules) cpSync(file, path.join(root, 'modules', path.basename(file)))
  cpSync(path.join(projectFolder, 'scripts/kernels/guest.mjs'), path.join(root, 'guest/run.mjs'))
  writeFileSync(path.join(root, 'guest/groups.json'), JSON.stringify(groups))
  writeFileSync(path.join(root, 'init'), init(Object.keys(groups), modules))
  chmodSync(path.join(root, 'init'), 0o755)
  return pack(root, path.join(folder, 'initramfs.cpio'))
}

/** @param {string} root @param {string} name */
function addProgram(root, name) {
  const file = findCommand(name)
  if (!file) throw new PlainError(`${name} is not there`)
  cpSync(realpathSync(file), path.join(root, 'programs', name))
  // A static program has none, and ldd says so by its exit code.
  const { stdout } = spawnSync('ldd', [file], { encoding: 'utf8' })
  for (const [library] of stdout.matchAll(/\/\S+/g)) {
    cpSync(realpathSync(library), path.join(root, library), { recursive: true })
  }
}

/** @param {string} root @param {string} file */
function pack(root, file) {
  const names = execFileSync('find', ['.'], { cwd: root })
  const output = openSync(file, 'w')
  try {
    execFileSync('cpio', ['-o', '-H', 'newc', '--quiet'], {
      cwd: root,
      input: names,
      stdio: ['pipe', output, 'pipe']
    })
  } finally {
    closeSync(output)
  }
  return file
}
