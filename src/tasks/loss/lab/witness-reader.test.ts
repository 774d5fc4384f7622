import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeWitness } from '../model/witness-words'
import { WitnessReader } from './witness-reader'

let folder = ''
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-witness-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const ends = {
  server: { address: '127.0.0.1', port: 0x4e21 },
  client: { address: '127.0.0.1', port: 0xc350 }
}

/** A table in the form of proc_pid_net(5), /proc/net/udp. */
const row = (port: string, inode: number, drops: number): string =>
  `  1: 0100007F:${port} 00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 ${inode} 2 0000000000000000 ${drops}`
const table = (atServer: number, atClient: number): string =>
  ['  sl  local_address', row('4E21', 11, atServer), row('C350', 12, atClient), ''].join('\n')

const none = { server: 0, client: 0 }

async function testimony(before: string, after: string) {
  const udp = path.join(folder, 'udp')
  writeFileSync(udp, before)
  const reader = new WitnessReader(ends, 'linux', {
    udp,
    udp6: path.join(folder, 'udp6'),
    snmp: path.join(folder, 'snmp'),
    snmp6: path.join(folder, 'snmp6')
  })
  await reader.begin()
  writeFileSync(udp, after)
  return reader.end({ lost: { server: 3, client: 0 }, foreign: none, copies: none })
}

it('is what the counters grew by', async () => {
  const witness = await testimony(table(2, 0), table(5, 0))
  expect(witness).toMatchObject({ source: 'socket', gap: null, server: { drops: 3, agreement: 'agrees' } })
})

it('does not believe a counter that ran backwards, and says so', async () => {
  const witness = await testimony(table(9, 0), table(4, 0))
  expect(witness).toMatchObject({
    source: 'none',
    gap: 'backwards',
    server: { drops: null, agreement: 'unknown' },
    client: { drops: null }
  })
  expect(describeWitness({ witness, foreign: none })[0]).toContain('cannot be believed')
})

it('has no row of its own for a socket that another one followed', async () => {
  const other = table(9, 0).replace(' 11 ', ' 99 ')
  expect(await testimony(table(9, 0), other)).toMatchObject({ gap: 'no-row', server: { drops: null } })
})
