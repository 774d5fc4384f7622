/** What becomes of a command whose output nobody takes: its exit code is its own. */
import { describe, expect, it } from 'vitest'
import { freePort, startChild } from './support'

/** The command in a shell that does something else with its stdout, and tells the command's own exit code on stderr. */
async function inShell(words: string, output: string): Promise<{ code: number; stderr: string }> {
  const { stderr } = await startChild('bash', [
    '-c',
    `{ node scripts/lab.mjs ${words}; echo "code $?" >&2; } ${output}`
  ]).ended
  return { code: Number(/code (\d+)/.exec(stderr)?.[1]), stderr }
}

describe.skipIf(process.platform === 'win32')('stdout', () => {
  it.each(['| true', '>&-'])('%s: a command that fails, fails', async (output) => {
    const port = await freePort()
    const { code } = await inShell(`send --port ${port} --connect --wait 100`, output)
    expect(code).toBe(1)
    expect((await inShell('verify no-such-file.udplab', output)).code).toBe(1)
    expect((await inShell('task4 --count 0', output)).code).toBe(2)
  })

  it.each(['| true', '>&-'])('%s: a command that succeeds, succeeds', async (output) => {
    expect((await inShell('list', output)).code).toBe(0)
    expect((await inShell('task4 --count 8', output)).code).toBe(0)
  })

  it('a server whose reader has gone ends', async () => {
    // It writes its first line when bound; what it writes when it ends meets a closed pipe, or the timer ends it.
    const { code } = await inShell('serve --port 0 --for 1', '| true')
    expect(code).toBe(0)
  })

  it.runIf(process.platform === 'linux').each(['list', '--help', 'list --json', 'task4 --count 8'])(
    'on a full disk: %s says so in one line and fails',
    async (words) => {
      const { code, stderr } = await inShell(words, '> /dev/full')
      expect(code).toBe(1)
      expect(stderr).toMatch(/^The output could not be written: the disk is full\.\ncode 1\n$/)
    }
  )
})
