/** Processes of nginx that a run of the lab started, by their command lines (proc(5)). */
import { readdirSync, readFileSync } from 'node:fs'

export const ourNginx = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const [file = '', ...words] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
        return /nginx$/.test(file) && words.some((word) => word.includes('udp-lab-nginx-'))
      } catch {
        // It ended since the folder was listed.
        return false
      }
    })
    .map(Number)
