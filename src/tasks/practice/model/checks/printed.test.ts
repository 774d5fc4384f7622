import { expect, it } from 'vitest'
import { linesWith, loose, printsWords } from './printed'

it.each([
  ["Message from Client:  b'Helllo UDP Server'", 'message from client helllo udp server'],
  ['UDP server up and listening...', 'udp server up and listening'],
  ["client IP address: ('127.0.0.1', 52402)", 'client ip address 127 0 0 1 52402']
])('%s is read loosely', (line, read) => {
  expect(loose(line)).toBe(read)
})

it('words stand in one line, whole, one after the other', () => {
  const printed = "up\nmessage from client: b'99'\n"
  expect(printsWords(printed, 'message from client', '99')).toBe(true)
  expect(printsWords(printed, 'message from client', '9')).toBe(false)
  expect(printsWords(printed, 'up', 'message')).toBe(false)
  expect(linesWith(printed, 'message from client')).toEqual(["message from client: b'99'"])
})
