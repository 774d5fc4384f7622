// @ts-check
/** The file system that the kernel boots with: node, the built command line, tc, and an init that calls one after the other. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  realpathSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
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
/** Words of commands that are BusyBox's. */
const applets = ['ip', 'modprobe', 'sh', 'sysctl']
/** In the guest, for the loader of shared libraries. */
const libraries = 'lib/x86_64-linux-gnu'

/**
 * Console messages go to the first serial port, answers to the second, so that neither breaks into the other's lines.
 *
 * @param {readonly string[]} groups
 */
const init = (groups) => `#!/programs/busybox sh
export HOME=/tmp PATH=/programs
b=/programs/busybox
$b mount -t proc proc /proc
$b mount -t sysfs sys /sys
$b mount -t devtmpfs dev /dev
$b mount -t tmpfs tmp /tmp
$b ip link set lo up
$b modprobe sch_netem
$b modprobe crc32c_generic
$b stty -F /dev/ttyS1 raw
${groups.map((group) => `node /guest/run.mjs ${group} >/dev/ttyS1 2>/dev/console`).join('\n')}
$b poweroff -f
`

/**
 * @typedef {object} GuestFiles
 * @property {Record<string, unknown>} groups the calls of each process in the guest
 * @property {import('./debian-kernel.mjs').DebianKernel} kernel
 * @property {import('./guest-packages.mjs').GuestPackages} packages
 * @property {string} experiments a folder of modules that calls name
 */

/**
 * @param {string} folder an empty one, to build in
 * @param {GuestFiles} what
 * @returns {string} the file, not compressed: to unpack it would take the guest longer than to read it
 */
export function buildInitramfs(folder, { groups, kernel, packages, experiments }) {
  const root = path.join(folder, 'root')
  for (const name of ['dev', 'proc', 'sys', 'tmp', 'programs', 'guest', 'sbin']) {
    mkdirSync(path.join(root, name), { recursive: true })
  }
  for (const name of guestPrograms) addProgram(root, name)
  for (const name of applets) symlinkSync('busybox', path.join(root, 'programs', name))
  // Where the kernel looks for it when it wants a module itself.
  symlinkSync('/programs/busybox', path.join(root, 'sbin/modprobe'))
  for (const file of packages.programs) cpSync(file, path.join(root, 'programs', path.basename(file)))
  cpSync(packages.libraries, path.join(root, libraries), { recursive: true })
  for (const part of projectParts) {
    cpSync(path.join(projectFolder, part), path.join(root, 'app', part), {
      recursive: true,
      dereference: true
    })
  }
  cpSync(kernel.modules, path.join(root, 'lib/modules', kernel.release), { recursive: true })
  cpSync(path.join(projectFolder, 'scripts/kernels/guest.mjs'), path.join(root, 'guest/run.mjs'))
  cpSync(experiments, path.join(root, 'guest/experiments'), { recursive: true })
  writeFileSync(path.join(root, 'guest/groups.json'), JSON.stringify(groups))
  writeFileSync(path.join(root, 'init'), init(Object.keys(groups)))
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
