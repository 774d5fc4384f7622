/** One datagram with a forged source sets two servers answering each other: they stop, and say why. */
import { describe, expect, it } from 'vitest'
import { EventKind } from '../../src/shared/events/batch'
import { type Child, runCli, startChild, startCli, startLab, startPython, freePort } from './support'

/** Only root may forge a source address. */
const mayForge = process.platform === 'linux' && process.getuid?.() === 0
const without = mayForge ? '' : ' (skipped: forging a source address needs root)'

async function forge(from: number, to: number, text = 'round and round'): Promise<void> {
  const { code, stderr } = await startChild('python3', [
    'tests/loopback/fixtures/forge.py',
    String(from),
    String(to),
    text
  ]).ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
}

/** Ports that programs choose; nobody has them in the tests. */
const firstPort = 20_011
const secondPort = 20_012

const serve = async (port: number, ...words: string[]): Promise<Child> => {
  const child = startCli('serve', '--port', String(port), ...words)
  await child.says(`listening 127.0.0.1:${port}`)
  return child
}

/** Ends it as Ctrl-C does; gives what it has counted. */
async function stopped(server: Child): Promise<{ received: number; answered: number }> {
  server.process.kill('SIGINT')
  const { stdout } = await server.ended
  const counts = /= (\d+) received, (\d+) answered/.exec(stdout)
  return { received: Number(counts?.[1]), answered: Number(counts?.[2]) }
}

async function expectAnswer(port: number): Promise<void> {
  const { code } = await runCli('send', '--port', String(port), '--text', 'honest')
  expect(code).toBe(0)
}

describe.skipIf(!mayForge)(`one forged datagram${without}`, () => {
  it.each([
    ['two echo servers', ['--echo'], ['--echo']],
    ['two servers with texts of their own', ['--reply', 'one'], ['--reply', 'two']],
    ['an echo server and one with a text of its own', ['--echo'], ['--reply', 'two']]
  ])('is at most ten datagrams between %s in two processes', async (_, first, second) => {
    const one = await serve(firstPort, ...first)
    const two = await serve(secondPort, ...second)
    await forge(secondPort, firstPort)
    await Promise.race([one.says('not answered'), two.says('not answered')])
    await expectAnswer(firstPort)
    await expectAnswer(secondPort)
    const counts = [await stopped(one), await stopped(two)]
    const honest = 2
    const answered = counts[0]!.answered + counts[1]!.answered - honest
    // The forged one, and every answer.
    expect(1 + answered).toBeLessThanOrEqual(10)
    expect(`${one.stdout()}${two.stdout()}`).toMatch(
      /# not answered: 127\.0\.0\.1:2001[12] is a server of UDP Lab too/
    )
  })

  it('is at most ten datagrams between two processes of ours on ports of clients', async () => {
    const ports = [await freePort(), await freePort()]
    const [one, two] = [await serve(ports[0]!, '--echo'), await serve(ports[1]!, '--echo')]
    await forge(ports[1]!, ports[0]!)
    await Promise.race([one.says('not answered'), two.says('not answered')])
    await expectAnswer(ports[0]!)
    await expectAnswer(ports[1]!)
    const counts = [await stopped(one), await stopped(two)]
    expect(counts[0]!.received + counts[1]!.received - 2).toBeLessThanOrEqual(10)
    expect(`${one.stdout()}${two.stdout()}`).toContain('is a server of UDP Lab too')
  })

  it("is at most ten datagrams between ours and the exercise's own program", async () => {
    const port = 20_013
    const theirs = startPython('task1/server.py', '--port', String(port))
    await theirs.says('UDP server up and listening')
    const ours = await serve(firstPort)
    await forge(port, firstPort)
    await ours.says('not answered any more')
    const { received, answered } = await stopped(ours)
    expect(received + answered).toBeLessThanOrEqual(10)
  })

  it("is never answered where its source is the server's own address", async () => {
    const server = await serve(firstPort, '--echo')
    await forge(firstPort, firstPort)
    await server.says(`not answered: 127.0.0.1:${firstPort} is this very socket`)
    expect(await stopped(server)).toEqual({ received: 1, answered: 0 })
  })

  it.each([0, 20])('is never answered between two servers of one lab, delay %i ms', async (delayMs) => {
    const { lab, heard } = startLab()
    const ports = [await freePort(), await freePort()]
    await lab.tasks.task2.startServer({ server: 1, port: ports[0]!, delayMs })
    await lab.tasks.task2.startServer({ server: 2, port: ports[1]!, delayMs })
    await forge(ports[1]!, ports[0]!)
    await heard.until(() => heard.events('Server 1').some(({ kind }) => kind === EventKind.unanswered))
    expect(heard.lines('server-1')).toContain(
      `not answered: 127.0.0.1:${ports[1]} is a server of UDP Lab too, and the two would answer each other without end`
    )
    expect(await lab.tasks.task2.sendToBoth({ byArrival: false, waitMs: 5000 })).toMatchObject({
      ok: true,
      value: { answered: 2 }
    })
    // Once it is closed all that it did has been told.
    await lab.tasks.task2.stopServer({ server: 1 })
    const sent = heard.events('Server 1').filter(({ kind }) => kind === EventKind.sent)
    expect(sent.length).toBe(1)
  })
})
