// @ts-check
/** Boots a kernel in QEMU, runs calls of the command line in it, and brings their answers home. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findCommand } from '../electron/apt.mjs'
import { run } from '../electron/process.mjs'
import { readAnswers } from './answers.mjs'
import { buildInitramfs, guestPrograms } from './initramfs.mjs'

/** A boot and the calls take about a minute and a half; a busy machine gets four times that. */
const bootTimeoutMs = 360_000
const memoryMegabytes = 1024
const qemu = 'qemu-system-x86_64'
/** What the failure of a boot shows of the console. */
const tailCharacters = 2000

/** Why no kernel can be booted here, in one line that says what to install; null: one can. */
export function whyNoMachine() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'it takes Linux on an x64 processor'
  if (!findCommand('apt-get') || !findCommand('dpkg-deb'))
    return 'the kernel is a Debian package, and there is no apt here'
  const missing = [qemu, 'cpio', 'ldd', ...guestPrograms].filter((name) => !findCommand(name))
  if (missing.length === 0) return null
  return `no ${missing.join(', ')}: apt-get install qemu-system-x86 busybox-static cpio iproute2`
}

/**
 * @typedef {object} Boot
 * @property {string} release
 * @property {boolean} finished whether the guest powered itself off in time
 * @property {string} console the end of what it said
 * @property {import('./answers.mjs').GuestAnswer[]} answers
 */

/**
 * @param {import('./initramfs.mjs').GuestFiles & { groups: Record<string, import('./answers.mjs').GuestCall[]> }} files each
 *   group runs in a process of its own
 * @returns {Promise<Boot>}
 */
export async function boot(files) {
  const { kernel } = files
  const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-kernel-'))
  try {
    const initramfs = buildInitramfs(folder, files)
    const ports = ['console', 'answers'].map((name) => path.join(folder, `${name}.txt`))
    const { code, timedOut, output } = await run(qemu, words(kernel.image, initramfs, ports), {
      capture: true,
      timeoutMs: bootTimeoutMs
    })
    const [said = '', answers = ''] = ports.map((file) =>
      existsSync(file) ? readFileSync(file, 'utf8') : ''
    )
    const late = timedOut ? `\nended after ${bootTimeoutMs / 1000} s` : ''
    return {
      release: kernel.release,
      finished: code === 0,
      console: `${output}${said}${late}`.slice(-tailCharacters),
      answers: readAnswers(answers)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} image @param {string} initramfs @param {readonly string[]} ports files for what comes out of each */
function words(image, initramfs, ports) {
  return [
    // Emulated everywhere: on a machine that is virtual itself, KVM may be there and still hang.
    ...['-accel', 'tcg'],
    ...['-m', String(memoryMegabytes), '-smp', '2', '-nic', 'none'],
    ...['-display', 'none', '-monitor', 'none', '-no-reboot'],
    ...['-kernel', image, '-initrd', initramfs],
    ...['-append', 'console=ttyS0 quiet rdinit=/init panic=1'],
    ...ports.flatMap((file) => ['-serial', `file:${file}`])
  ]
}
