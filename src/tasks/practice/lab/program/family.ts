/**
 * All processes that came of one program: they inherit a mark in their environment, so that a child is known also when its parent
 * has gone, or when it made a session of its own (proc(5), /proc/pid/environ).
 */
import { randomUUID } from 'node:crypto'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { hasProc } from '#lab/net/proc'
import { pause } from '#lab/next-turn'

const markName = 'UDP_LAB_PROGRAM'
/** A program that makes children faster than they are killed is given up after so many rounds. */
const killRounds = 40
const killEveryMs = 25

const readable = (file: string): Promise<Buffer> => readFile(file).catch(() => Buffer.alloc(0))

export class Family {
  readonly mark = randomUUID()
  readonly #needle = `${markName}=${this.mark}`
  /** The first of them; without /proc all that is known. */
  first = -1

  get environment(): Readonly<Record<string, string>> {
    return { [markName]: this.mark }
  }

  /** Those that live. */
  async members(): Promise<number[]> {
    if (!hasProc) return this.first > 0 ? [this.first] : []
    const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const own = await Promise.all(
      ids.map(async (id) => ((await readable(`/proc/${id}/environ`)).includes(this.#needle) ? Number(id) : 0))
    )
    return own.filter((id) => id > 0)
  }

  /** The first and its children's children (proc(5), /proc/pid/task/tid/children): cheap enough to be asked again and again. */
  async #descendants(): Promise<number[]> {
    if (!hasProc || this.first < 0) return []
    const found = [this.first]
    for (const id of found)
      for (const thread of await readdir(`/proc/${id}/task`).catch(() => []))
        found.push(...numbersIn(String(await readable(`/proc/${id}/task/${thread}/children`))))
    return found
  }

  /** Kills them, and resolves when none is left. */
  async kill(): Promise<void> {
    for (let round = 0; round < killRounds; round++) {
      const members = await this.members()
      if (members.length === 0) return
      for (const id of members) kill(id)
      if (!hasProc) return
      if (round > 0) await pause(killEveryMs)
    }
  }

  /**
   * Inodes of their sockets.
   * @param all also of those whose parent has gone
   */
  async socketInodes(all = true): Promise<Set<number>> {
    const inodes = new Set<number>()
    for (const id of await (all ? this.members() : this.#descendants())) {
      const folder = `/proc/${id}/fd`
      for (const name of await readdir(folder).catch(() => [])) {
        const inode = /^socket:\[(\d+)\]$/.exec(await readlink(`${folder}/${name}`).catch(() => ''))?.[1]
        if (inode !== undefined) inodes.add(Number(inode))
      }
    }
    return inodes
  }

  /** Whether one of them sleeps in a call that reads the terminal. */
  async waitsForInput(): Promise<boolean> {
    for (const id of await this.#descendants())
      for (const thread of await readdir(`/proc/${id}/task`).catch(() => []))
        if (readsTerminal(String(await readable(`/proc/${id}/task/${thread}/syscall`)))) return true
    return false
  }
}

const numbersIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number)

function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL')
  } catch {
    // It has gone.
  }
}

/** read(0, …), or select() of descriptor 0 alone, as readline does: <asm/unistd.h> */
const calls: Readonly<Record<string, { read: number; select: readonly number[] }>> = {
  x64: { read: 0, select: [23, 270] },
  arm64: { read: 63, select: [72] }
}

/** @param line of /proc/pid/syscall: number of the call and its arguments in hex, or "running" */
export function readsTerminal(line: string, architecture: string = process.arch): boolean {
  const numbers = calls[architecture]
  const [call = '', first = ''] = line.trim().split(' ')
  if (!numbers || !/^\d+$/.test(call)) return false
  if (Number(call) === numbers.read) return Number(first) === 0
  return numbers.select.includes(Number(call)) && Number(first) === 1
}
