/** Base64 (RFC 4648, 4) of bytes, in pieces: a call has room for so many arguments only. */
const pieceBytes = 0x6000

export function base64Of(bytes: Uint8Array): string {
  let text = ''
  // Pieces of a multiple of three bytes join without padding between them.
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    text += btoa(String.fromCharCode(...bytes.subarray(from, from + pieceBytes)))
  }
  return text
}
