// @ts-check
// The two containers for icons that installers ask for. Both just hold PNGs.

/**
 * @typedef {object} Picture
 * @property {number} size width and height in pixels
 * @property {Buffer} png
 */

/** Apple's name for a PNG of each size: the plain one, and the one that stands for half the size on a Retina screen. */
const appleTypes = /** @type {Record<number, string[]>} */ ({
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10']
})

/**
 * Windows: a directory of 16 bytes a picture, then the pictures.
 *
 * @param {readonly Picture[]} pictures up to 256 pixels
 */
export function ico(pictures) {
  const headerLength = 6 + 16 * pictures.length
  const header = Buffer.alloc(headerLength)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = headerLength
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index
    // One byte each: 256 is written as 0.
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)])
}

/**
 * macOS: each picture behind its type and length, in one chunk.
 *
 * @param {readonly Picture[]} pictures of the sizes that have a type
 */
export function icns(pictures) {
  const chunks = pictures.flatMap(({ size, png }) => (appleTypes[size] ?? []).map((type) => chunk(type, png)))
  return chunk('icns', Buffer.concat(chunks))
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function chunk(type, content) {
  const header = Buffer.alloc(8)
  header.write(type, 0, 'latin1')
  header.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([header, content])
}
