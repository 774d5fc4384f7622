// @ts-check
/** A network of its own for a suite: its ports and its kernel's counters are then nobody else's, and two suites can run side by side. */
import { spawnSync } from 'node:child_process'
import { findCommand } from '../electron/apt.mjs'

const loopbackUp = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh']

/** Words that come before a command's own, by who may use them. */
const asRoot = ['unshare', '--net', ...loopbackUp]
/**
 * A plain user makes a user namespace, where he may set up a network, stays who he is, and gives that right back: the
 * app's own sandbox then starts as it does outside.
 */
const asUser = [
  'unshare',
  '--user',
  '--map-current-user',
  '--keep-caps',
  '--net',
  ...loopbackUp,
  'setpriv',
  '--inh-caps=-all',
  '--ambient-caps=-all'
]

/**
 * The words that give a command a network of its own, or null where the machine does not let us.
 *
 * @returns {readonly string[] | null}
 */
export function ownNetwork() {
  if (process.platform !== 'linux') return null
  const words = process.getuid?.() === 0 ? asRoot : asUser
  if (!words.every((word, index) => index > 0 || findCommand(word)) || !findCommand('ip')) return null
  const [command = '', ...parameters] = words
  return spawnSync(command, [...parameters, 'true'], { stdio: 'ignore' }).status === 0 ? words : null
}
