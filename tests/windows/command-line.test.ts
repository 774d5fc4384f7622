/**
 * The built command line by Windows' own Node, under Wine: branches by platform, constants and paths. The sockets are those
 * of the kernel below, so no figure here says anything of Windows.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createSocket } from 'node:dgram'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ThisMachine } from '../../src/shared/machine/this-machine'
import type { Ledger } from '../../src/tasks/loss/model/ledger'
import { projectFolder } from '../loopback/support'
import { refusal, runJson, runLab, start, startLab, windows } from './wine'

const runFile = path.join(projectFolder, 'tests/fixtures/old-data/v0.1/files/everything.udplab')
/** As Windows names it: Wine shows the root as drive Z. */
const onWindows = (file: string): string => `Z:${file.replaceAll('/', '\\')}`

interface TaskJson {
  endpoints: { name: string; role: string; port: number; log: string[] }[]
}

interface Task4Json {
  ledger: Ledger
  kernelDrops: unknown
  witness: { gap: string }
  prediction: { charge: unknown }
}

function expectBalance({ ledger, kernelDrops, witness, prediction }: Task4Json, count: number): void {
  expect(ledger.sent + ledger.unsent).toBe(count)
  expect(ledger.sent).toBe(ledger.served + ledger.lostRequests)
  expect(ledger.replied).toBe(ledger.returned + ledger.lostReplies)
  // Windows has no counter by socket, and what Linux charges is not asked.
  expect(kernelDrops).toEqual({ server: null, client: null })
  expect(witness.gap).toBe('not-counted')
  expect(prediction.charge).toBeNull()
}

const suite = (): void => {
  it('is Windows for whoever asks', async () => {
    const { stdout } = await start(windows().node, '-p', 'process.platform').ended
    expect(stdout).toBe('win32\n')
  })

  describe('words of the call', () => {
    it('--help lists the commands', async () => {
      const { code, stdout } = await runLab('--help')
      expect(code).toBe(0)
      expect(stdout).toContain('task4')
    })

    it('a command that there is not ends with 2', async () => {
      const { code, stdout, stderr } = await runLab('task9')
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain('There is no command "task9"')
    })

    it('the engine of Linux is refused, with what to use', async () => {
      const { code, document } = await runJson('task1', '--engine', 'system')
      expect(code).toBe(1)
      expect(document).toMatchObject({ fault: { code: 'lab/no-engine' } })
    })
  })

  it('doctor: what this machine is, and that its engine works', async () => {
    const { code, document } = await runJson('doctor')
    expect(code).toBe(0)
    const machine = document as ThisMachine
    expect(machine).toMatchObject({
      platform: 'win32',
      receiveBuffer: { maximumBytes: null, defaultBytes: null }
    })
    expect(machine.engines.find(({ name }) => name === 'node')).toMatchObject({ works: true })
    expect(machine.engines.find(({ name }) => name === 'system')).toMatchObject({ works: false })
    for (const { holds, filled, chargeBytes } of machine.capacity!.queues) {
      expect(holds).toBeGreaterThan(0)
      expect([filled, chargeBytes]).toEqual([true, null])
    }
  })

  describe('tasks', () => {
    it('task 1, to the letter', async () => {
      const { code, document } = await runJson('task1', '--messages', '1')
      const [server, client] = (document as TaskJson).endpoints
      expect(code).toBe(0)
      expect(server?.log).toEqual([
        'UDP server up and listening',
        'message from client: Helllo UDP Server',
        `client IP address: ('127.0.0.1', ${client?.port})`
      ])
      expect(client?.log).toEqual(['Message from server: Hello UDP Client'])
    })

    it('task 2: both servers answer the one client', async () => {
      const { code, document } = await runJson('task2')
      const client = (document as TaskJson).endpoints.find(({ role }) => role === 'client')
      expect(code).toBe(0)
      expect(client?.log.toSorted()).toEqual([
        'Message from server 1: Hello UDP Client(from server 1)',
        'Message from server 2: Hello UDP Client(from server 2)'
      ])
    })

    it('task 3: a connected client is answered', async () => {
      const { code, document } = await runJson('task3')
      const [server, client] = (document as TaskJson).endpoints
      expect(code).toBe(0)
      expect(server?.log[1]).toBe(`message from client: b'Helllo UDP Server'`)
      expect(client?.log).toEqual(['Message from server: Hello UDP Client'])
    })

    it.each([
      { preset: 'one', count: 1 },
      { preset: 'eight', count: 8 }
    ])('task 4, preset $preset: all come back', async ({ preset, count }) => {
      const { code, document } = await runJson('task4', '--preset', preset)
      expect(code).toBe(0)
      expectBalance(document, count)
      expect((document as Task4Json).ledger).toMatchObject({ returned: count, firstLost: null })
    })

    it('task 4: the ledger of 3000 balances', async () => {
      const { code, document } = await runJson('task4', '--count', '3000')
      expect(code).toBe(0)
      expectBalance(document, 3000)
    })
  })

  describe('faults', () => {
    it('a port in use: a free one is offered, and no process is named', async () => {
      const holder = createSocket('udp4')
      await new Promise<void>((bound) => holder.bind(0, '127.0.0.1', bound))
      try {
        const port = String(holder.address().port)
        const { code, document } = await runJson('serve', '--port', port)
        expect(code).toBe(1)
        const { fault } = document as { fault: { code: string; message: string; advice: string } }
        expect(fault.code).toBe('socket/address-in-use')
        expect(fault.message).toContain(port)
        expect(fault.message).not.toMatch(/process|this app/)
        expect(fault.advice).toMatch(/\d{4,5}/)
      } finally {
        holder.close()
      }
    })

    it('nobody answers: told within the time that was given', async () => {
      const { code, document } = await runJson('send', '--port', '9', '--text', 'hello', '--wait', '200')
      expect([code, document]).toMatchObject([1, { fault: { code: expect.any(String) as string } }])
    })
  })

  it('serve and send talk to each other', async () => {
    const server = startLab('serve', '--port', '20003', '--echo', '--count', '3', '--for', '30', '--json')
    await server.says('listening')
    const client = await runLab('send', '--port', '20003', '--numbers', '3')
    expect(client.code).toBe(0)
    const { code, stdout } = await server.ended
    expect(code).toBe(0)
    // Linux's counters are there at Z:\proc, and are not Windows' own.
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
      replied: 3,
      kernelDrops: null
    })
  })

  it('a port that Linux gives to clients is a server’s on Windows', async () => {
    const server = startLab('serve', '--port', '20004', '--echo')
    await server.says('listening 127.0.0.1:20004')
    const client = createSocket('udp4')
    const answers: string[] = []
    const last = new Promise<void>((heard) => {
      client.on('message', (message) => {
        answers.push(message.toString())
        if (answers.at(-1) === 'last') heard()
      })
    })
    try {
      await new Promise<void>((bound) => client.bind(40_000, '127.0.0.1', bound))
      const texts = [...Array<string>(10).fill('again'), 'last']
      for (const text of texts) client.send(text, 20_004, '127.0.0.1')
      await last
      // Whoever has such a port and repeats itself is taken for a server (src/lab/endpoints/loop-guard.ts).
      expect(answers).toEqual(['again', 'again', 'again', 'last'])
    } finally {
      client.close()
    }
  })

  describe('files', () => {
    it('a run file that was made on Linux holds, by any path', async () => {
      const { code, stdout } = await runLab('verify', onWindows(runFile))
      expect(code, stdout).toBe(0)
      mkdirSync(path.join(windows().app, 'Läufe von gestern'))
      cpSync(runFile, path.join(windows().app, 'Läufe von gestern', 'größter 漢字.udplab'))
      const relative = await runJson('verify', 'Läufe von gestern\\größter 漢字.udplab')
      expect(relative.code, JSON.stringify(relative.document)).toBe(0)
    })

    it('a run file that was changed is refused', async () => {
      const bytes = readFileSync(runFile)
      const middle = bytes.length >> 1
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle)
      writeFileSync(path.join(windows().app, 'changed.udplab'), bytes)
      const { code } = await runLab('verify', 'changed.udplab')
      expect(code).toBe(1)
    })

    it('a history is begun in a fresh home, and takes the runs once', async () => {
      const { code, stdout, stderr } = await start(windows().node, 'keep-history.mjs', onWindows(runFile))
        .ended
      expect(code, stderr).toBe(0)
      const told = JSON.parse(stdout) as {
        folder: string
        imported: unknown
        again: unknown
        exportedBytes: number
      }
      expect(told).toMatchObject({ before: false, closed: true, kept: true })
      expect(told.folder).toMatch(/^C:\\/)
      expect(told.imported).toEqual({ ok: true, value: { imported: 20, known: 0 } })
      expect(told.again).toEqual({ ok: true, value: { imported: 0, known: 20 } })
      expect(told.exportedBytes).toBeGreaterThan(1000)
    })
  })
}

// Skipped as one test, so that the report names the reason once.
if (refusal !== null) it.skip(`all of the command line on Windows (${refusal})`)
else describe('Windows, by Wine', suite)
