/** IPv6 addresses: every way of writing one (RFC 4291, 2.2), and the one way in which the lab writes them (RFC 5952). */

/** ::ffff:0:0/96 holds the IPv4 addresses that an IPv6 socket sees (RFC 4291, 2.5.5.2). */
const mappedGroup = 0xffff

function groupsOfDotted(text: string): number[] | null {
  const octets = text.split('.')
  if (octets.length !== 4) return null
  const numbers = octets.map((octet) => (/^(0|[1-9]\d{0,2})$/.test(octet) ? Number(octet) : 256))
  if (numbers.some((number) => number > 255)) return null
  const [a = 0, b = 0, c = 0, d = 0] = numbers
  return [a * 256 + b, c * 256 + d]
}

/** The groups of one side of `::`; an IPv4 address may stand at the very end. */
function groupsOfPart(part: string, mayBeDotted: boolean): number[] | null {
  if (part === '') return []
  const groups: number[] = []
  const words = part.split(':')
  for (const [index, word] of words.entries()) {
    if (mayBeDotted && index === words.length - 1 && word.includes('.')) {
      const dotted = groupsOfDotted(word)
      if (!dotted) return null
      groups.push(...dotted)
    } else if (/^[0-9a-f]{1,4}$/i.test(word)) groups.push(parseInt(word, 16))
    else return null
  }
  return groups
}

/** Its eight groups of 16 bits; null for what is no IPv6 address. A zone (`%eth0`) is not taken. */
export function groupsOfIpv6(text: string): number[] | null {
  if (text.length > 45 || !text.includes(':')) return null
  const sides = text.split('::')
  if (sides.length > 2) return null
  const [head = '', tail] = sides
  const before = groupsOfPart(head, tail === undefined)
  const after = tail === undefined ? [] : groupsOfPart(tail, true)
  if (!before || !after) return null
  const zeros = 8 - before.length - after.length
  if (tail === undefined ? zeros !== 0 : zeros < 1) return null
  return [...before, ...new Array<number>(zeros).fill(0), ...after]
}

/** 192.0.2.1 for the groups of ::ffff:192.0.2.1; null for those of any other address. */
export function mappedOf(groups: readonly number[]): string | null {
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === mappedGroup
  const [high = 0, low = 0] = groups.slice(6)
  return isMapped ? `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}` : null
}

/** `2001:db8::1`, `::ffff:192.0.2.1`: lower case, no leading zeros, the first of the longest runs of zeros left out. */
export function ipv6Text(groups: readonly number[]): string {
  const mapped = mappedOf(groups)
  if (mapped !== null) return `::ffff:${mapped}`
  let run = { at: -1, length: 1 }
  for (let at = 0; at < groups.length; at++) {
    let length = 0
    while (at + length < groups.length && groups[at + length] === 0) length += 1
    if (length > run.length) run = { at, length }
  }
  const texts = groups.map((group) => group.toString(16))
  if (run.at < 0) return texts.join(':')
  return `${texts.slice(0, run.at).join(':')}::${texts.slice(run.at + run.length).join(':')}`
}
