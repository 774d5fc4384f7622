/** A thread that is kept from running while something waits in its sockets. */
import dgram from 'node:dgram'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'

export async function boundSocket(): Promise<dgram.Socket> {
  const socket = dgram.createSocket('udp4')
  onTestFinished(() => void socket.close())
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

/** Keeps this thread from running, as a busy machine does. */
export const stall = (ms: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
