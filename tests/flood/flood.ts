/** A flood of datagrams from another process: in C where there is a compiler, else in Node. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface FloodPlan {
  port: number
  seconds: number
  /** Datagrams a second that it aims at. */
  rate: number
  payloadBytes: number
  kind: 'alike' | 'different'
}

let command: string[] | null = null

function flooder(): string[] {
  if (command) return command
  const built = path.join(mkdtempSync(path.join(tmpdir(), 'udp-lab-flood-')), 'flooder')
  const source = path.join(import.meta.dirname, 'flooder.c')
  const { status, stderr, error } = spawnSync('cc', ['-O2', '-Wall', '-o', built, source], {
    encoding: 'utf8'
  })
  if (!error && status !== 0) throw new Error(`cc did not build the flooder: ${stderr}`)
  if (error) console.warn('There is no C compiler: the flood comes from Node, and is slower.')
  command = error ? ['node', path.join(import.meta.dirname, 'flooder.mjs')] : [built]
  return command
}

/** Resolves with how many datagrams its send() accepted. */
export async function flood(plan: FloodPlan): Promise<number> {
  const [program, ...words] = flooder()
  const { port, seconds, rate, payloadBytes, kind } = plan
  const child = spawn(program!, [
    ...words,
    String(port),
    String(seconds),
    String(rate),
    String(payloadBytes),
    kind
  ])
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (data: string) => (said += data))
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject))
  const sent = /^sent (\d+)$/m.exec(said)?.[1]
  if (sent === undefined) throw new Error(`the flooder said "${said}"`)
  return Number(sent)
}

/** The row of a socket of 127.0.0.1 in the kernel's table (proc(5)). */
export async function kernelRow(port: number): Promise<{ waitingBytes: number; drops: number }> {
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const table = await readFile('/proc/net/udp', 'utf8')
  const columns = table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find((row) => row[1] === local)
  if (!columns) throw new Error(`nobody is bound to port ${port}`)
  return { waitingBytes: parseInt(columns[4]!.split(':')[1]!, 16), drops: Number(columns[12]) }
}
