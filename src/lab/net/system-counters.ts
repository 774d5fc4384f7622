/** The system's sums over all UDP sockets of a family: Linux's /proc/net/snmp and snmp6, and `netstat -s -p udp` of macOS and Windows. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { SystemCounts } from '#shared/kept/system-counts'
import type { CounterFiles } from './kernel'

const netstatTimeoutMs = 2000

/** Two lines `Udp:`, names above values (proc(5), RFC 4113: udpInDatagrams, udpInErrors). */
export function parseProcNetSnmp(text: string): SystemCounts | null {
  const [names, values] = text
    .split('\n')
    .filter((line) => line.startsWith('Udp:'))
    .map((line) => line.trim().split(/\s+/))
  if (!names || !values) return null
  const value = (name: string): number | null => wholeOrNull(values[names.indexOf(name)])
  return {
    inDatagrams: value('InDatagrams'),
    inErrors: value('InErrors'),
    receiveBufferErrors: value('RcvbufErrors')
  }
}

/** A name and a value a line, of all protocols of IPv6: `Udp6InDatagrams  5` (RFC 4293, RFC 4113). */
export function parseProcNetSnmp6(text: string): SystemCounts | null {
  const value = (name: string): number | null =>
    wholeOrNull(new RegExp(`^Udp6${name}\\s+(\\d+)\\s*$`, 'm').exec(text)?.[1])
  const counts = {
    inDatagrams: value('InDatagrams'),
    inErrors: value('InErrors'),
    receiveBufferErrors: value('RcvbufErrors')
  }
  return counts.inDatagrams === null ? null : counts
}

/** macOS, netstat(1): a tab, a number, words. `17 dropped due to full socket buffers`, `733 delivered`. */
export function parseMacNetstat(text: string): SystemCounts | null {
  const find = (words: RegExp): number | null => {
    const line = text.split('\n').find((candidate) => words.test(candidate))
    return wholeOrNull(line?.trim().split(/\s+/)[0])
  }
  const counts: SystemCounts = {
    inDatagrams: find(/^\s*\d+ delivered\s*$/),
    inErrors: null,
    receiveBufferErrors: find(/^\s*\d+ dropped due to full socket buffers\s*$/)
  }
  return counts.receiveBufferErrors === null ? null : counts
}

/**
 * Windows prints for IPv4 first, in this order and in the user's language: datagrams received, no ports, receive errors,
 * datagrams sent (MIB_UDPSTATS). The order is read, not the words.
 */
export function parseWindowsNetstat(text: string): SystemCounts | null {
  const values = [...text.matchAll(/=\s*(\d+)\s*$/gm)].map(([, digits]) => Number(digits))
  if (values.length < 4) return null
  return { inDatagrams: values[0]!, inErrors: values[2]!, receiveBufferErrors: null }
}

function wholeOrNull(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null
}

const netstat = (protocol: 'udp' | 'udpv6'): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(
      'netstat',
      ['-s', '-p', protocol],
      { timeout: netstatTimeoutMs, windowsHide: true },
      (error, stdout) => {
        if (error) reject(error)
        else resolve(stdout)
      }
    )
  })

/**
 * The sums so far, or null where they cannot be read.
 * @param isSix of the datagrams of IPv6; macOS keeps one sum for both families
 */
export async function readSystemCounts(
  platform: NodeJS.Platform,
  files: Pick<CounterFiles, 'snmp' | 'snmp6'>,
  isSix: boolean
): Promise<SystemCounts | null> {
  try {
    if (platform === 'linux')
      return isSix
        ? parseProcNetSnmp6(await readFile(files.snmp6, 'utf8'))
        : parseProcNetSnmp(await readFile(files.snmp, 'utf8'))
    if (platform === 'darwin') return parseMacNetstat(await netstat('udp'))
    if (platform === 'win32') return parseWindowsNetstat(await netstat(isSix ? 'udpv6' : 'udp'))
    return null
  } catch {
    return null
  }
}

/** How far the sums grew; a sum that is missing in either is missing in the difference. */
export function grownBy(before: SystemCounts | null, after: SystemCounts | null): SystemCounts | null {
  if (!before || !after) return null
  const difference = (name: keyof SystemCounts): number | null =>
    before[name] === null || after[name] === null ? null : after[name] - before[name]
  return {
    inDatagrams: difference('inDatagrams'),
    inErrors: difference('inErrors'),
    receiveBufferErrors: difference('receiveBufferErrors')
  }
}
