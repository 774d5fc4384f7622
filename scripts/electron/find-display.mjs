// @ts-check
// Which display answers here: a variable that names one may be left over from a session that is gone.
import net from 'node:net'
import path from 'node:path'

const answerLimitMs = 2000

/**
 * @typedef {object} Found
 * @property {'x11' | 'wayland' | 'system' | null} kind system: not Linux, where there always is one; null: none answers
 * @property {string} reason why there is none: a clause
 */

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Found>}
 */
export async function findDisplay(env = process.env) {
  if (process.platform !== 'linux') return { kind: 'system', reason: '' }
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland } = env
  if (x11 && (await anyAnswers(placesOfX11(x11)))) return { kind: 'x11', reason: '' }
  if (wayland && (await anyAnswers(placesOfWayland(wayland, env)))) return { kind: 'wayland', reason: '' }
  const dead = [x11 && `DISPLAY=${x11}`, wayland && `WAYLAND_DISPLAY=${wayland}`].filter(Boolean)
  const reason =
    dead.length > 0
      ? `${dead.join(' and ')} ${dead.length === 1 ? 'does' : 'do'} not answer`
      : 'neither DISPLAY nor WAYLAND_DISPLAY is set'
  return { kind: null, reason }
}

/**
 * Where an X server listens (X(7), DISPLAY NAMES): `host:number.screen`, without a host on a local socket, which is a file or
 * an abstract name; else on TCP port 6000 + number.
 *
 * @param {string} display
 * @returns {net.NetConnectOpts[]}
 */
export function placesOfX11(display) {
  // macOS names a whole path, and some programs pass one on to Linux.
  if (display.startsWith('/')) return [{ path: display.replace(/(:\d+)\.\d+$/, '$1') }, { path: display }]
  const [, host = '', number = ''] = /^(.*):(\d+)(?:\.\d+)?$/.exec(display) ?? []
  if (number === '') return []
  if (host !== '' && host !== 'unix') {
    const port = 6000 + Number(number)
    return port > 65_535 ? [] : [{ host: host.replace(/^\[(.*)\]$/, '$1'), port }]
  }
  const file = `/tmp/.X11-unix/X${number}`
  return [{ path: file }, { path: `\0${file}` }]
}

/**
 * Where a Wayland compositor listens (wl_display_connect): a path, or a name in XDG_RUNTIME_DIR.
 *
 * @param {string} display
 * @param {NodeJS.ProcessEnv} env
 * @returns {net.NetConnectOpts[]}
 */
export function placesOfWayland(display, { XDG_RUNTIME_DIR: folder }) {
  if (path.isAbsolute(display)) return [{ path: display }]
  return folder ? [{ path: path.join(folder, display) }] : []
}

/** @param {net.NetConnectOpts[]} places */
async function anyAnswers(places) {
  for (const place of places) if (await answers(place)) return true
  return false
}

/**
 * @param {net.NetConnectOpts} place
 * @returns {Promise<boolean>}
 */
function answers(place) {
  return new Promise((resolve) => {
    /** @param {boolean} there */
    const settle = (there) => {
      socket.destroy()
      resolve(there)
    }
    const socket = net.connect(place)
    socket.setTimeout(answerLimitMs, () => settle(false))
    socket.once('connect', () => settle(true)).once('error', () => settle(false))
  })
}
