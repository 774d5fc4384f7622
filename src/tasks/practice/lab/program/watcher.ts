/**
 * What a program left behind dies with this process, also when that is killed: a small shell holds the end of a pipe of ours, and
 * when the pipe closes, however that came, it kills all that bears the mark and removes the folder.
 */
import { spawn } from 'node:child_process'
import { hasProc } from '#lab/net/proc'

/** $1: the mark in the environment; $2: the folder. It bears no mark itself. */
const watch = `
cat >/dev/null
for round in 1 2 3; do
  # Its exit code says also that a process could not be looked at, such as one that has gone meanwhile.
  found=$(grep -lsF "$1" /proc/[0-9]*/environ)
  [ -n "$found" ] || break
  for each in $found; do each=\${each%/environ}; kill -KILL "\${each#/proc/}" 2>/dev/null; done
done
rm -rf -- "$2"`

/** Without /proc nothing is watched: the system closes the pseudo-terminal, and tells the program (SIGHUP). */
export function watchOver(mark: string, folder: string): () => void {
  if (!hasProc) return () => undefined
  const shell = spawn('/bin/sh', ['-c', watch, 'sh', mark, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A Ctrl-C in the terminal is not for it.
    detached: true
  })
  shell.on('error', () => undefined)
  shell.stdin.on('error', () => undefined)
  shell.unref()
  return () => {
    // All has ended well: the shell has nothing to clear away, least of all a folder that the next run needs.
    shell.kill('SIGKILL')
    shell.stdin.end()
  }
}
