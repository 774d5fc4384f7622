/**
 * A program that is never left behind: it dies with its handle, and also when this process is killed. A shell stands between: it
 * holds the end of a pipe of ours, and when the pipe closes, however that came, it kills the program and removes its folder.
 */
import { spawn } from 'node:child_process'

/** $1: the folder; the rest: the program and its words. What reads the pipe outlives the shell, should that be killed. */
const watch = `
folder=$1; shift
exec 3<&0
"$@" </dev/null &
program=$!
{ cat <&3 >/dev/null; kill -KILL "$program" 2>/dev/null; rm -rf -- "$folder"; } &
reader=$!
exec 3<&-
wait "$program"; code=$?
kill "$reader" 2>/dev/null
rm -rf -- "$folder"
exit "$code"`

/** What is kept of what it said on stderr. */
const keptCharacters = 4000

export interface WatchedProcess {
  /** Resolves when the program has ended, with what it said last. */
  ended: Promise<{ code: number | null; said: string }>
  /** Kills it, and resolves when it is gone. */
  kill: () => Promise<void>
}

/** @param folder its own, which goes with it */
export function startWatched(folder: string, file: string, words: readonly string[]): WatchedProcess {
  const shell = spawn('/bin/sh', ['-c', watch, 'sh', folder, file, ...words], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe']
  })
  let said = ''
  shell.stderr.setEncoding('utf8')
  shell.stderr.on('data', (text: string) => (said = (said + text).slice(-keptCharacters)))
  // The pipe breaks when the shell has gone: that is told by its end.
  shell.stdin.on('error', () => undefined)
  const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
    shell.once('error', (error) => resolve({ code: null, said: error.message }))
    shell.once('exit', (code) => resolve({ code, said }))
  })
  return {
    ended,
    kill: async () => {
      shell.stdin.end()
      await ended
    }
  }
}
