/** When this kernel drops a datagram, as a filled probe showed, beside what its version says. */
import type { DatagramCharge, FullRule } from '#shared/kept/datagram-charge'
import { decimal, figure } from '#shared/text'

/** Linux has dropped by `would-exceed` since this version (net/ipv4/udp.c, commit 9aaec660b5be). */
const changedIn = { major: 6, minor: 18 } as const

/** By which rule the Linux of this version drops, before a distribution changed it; null: the version cannot be read. */
export function ruleOfVersion(release: string): FullRule | null {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(release) ?? []
  if (major === undefined || minor === undefined) return null
  const { major: since, minor: sinceMinor } = changedIn
  const later = Number(major) > since || (Number(major) === since && Number(minor) >= sinceMinor)
  return later ? 'would-exceed' : 'exceeded'
}

const words: Record<FullRule, string> = {
  'would-exceed': 'it drops a datagram when charged + T would exceed G, as Linux does since 6.18',
  exceeded:
    'it drops a datagram when what is charged exceeds G already, so that one more fits, as in Linux up to 6.17'
}

/**
 * What the filled queue says of the kernel's rule: "212,992 / 832 = 256 and the filled queue held 256: …".
 *
 * @param holds datagrams that the queue holds
 */
export function ruleSentences(
  charge: DatagramCharge | null,
  grantedBytes: number | null,
  holds: number | null
): string[] {
  if (!charge || charge.rule === undefined || grantedBytes === null || holds === null) return []
  const { bytes, rule, kernel } = charge
  const division = `G / T = ${figure(grantedBytes)} / ${figure(bytes)} = ${decimal(grantedBytes / bytes)}, and the queue holds K = ${figure(holds)}`
  if (rule === null) {
    return [
      `${division}: that is neither of the two rules of Linux that this app knows. The model goes by K.`
    ]
  }
  const first = `${division}: ${words[rule]}.`
  const expected = kernel === undefined ? null : ruleOfVersion(kernel)
  if (expected === null) return [first]
  return expected === rule
    ? [first, `The measurement agrees with the version of this kernel (${kernel}).`]
    : [
        first,
        `The version of this kernel (${kernel}) says otherwise. What was measured counts: distributions change their kernels.`
      ]
}
