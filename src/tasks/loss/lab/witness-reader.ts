/** Reads the kernel's counters before a run and after it; the difference is what the kernel counted of the run. */
import { type EndpointAddress, isIpv6, plainAddress } from '#shared/events/address'
import { judge, type Witness, type WitnessGap, type WitnessSide } from '#tasks/loss/model/witness'
import type { PerSide, RunEnds } from '../model/tally'
import { type CounterFiles, findKernelSocket, type KernelSocket, readKernelSockets } from '#lab/net/kernel'
import { grownBy, readSystemCounts } from '#lab/net/system-counters'

type Side = keyof RunEnds

/** What our own ledger says of each socket. */
export interface OwnCounts {
  /** Not read at the server, and not read at the client, by number. */
  lost: PerSide
  foreign: PerSide
  copies: PerSide
}

export class WitnessReader {
  readonly #ends: RunEnds
  readonly #platform: NodeJS.Platform
  readonly #files: CounterFiles
  #before: KernelSocket[] | null = null
  #systemBefore: Witness['system'] = null

  constructor(ends: RunEnds, platform: NodeJS.Platform, files: CounterFiles) {
    this.#ends = ends
    this.#platform = platform
    this.#files = files
  }

  /** Before the first number is sent. */
  async begin(): Promise<void> {
    this.#before = await this.#sockets()
    this.#systemBefore = await this.#system()
  }

  /** After both queues were read empty, and before the sockets are closed: their rows go with them. */
  async end(own: OwnCounts): Promise<Witness> {
    const after = await this.#sockets()
    const system = grownBy(this.#systemBefore, await this.#system())
    const told = { server: this.#drops('server', after), client: this.#drops('client', after) }
    const gap = this.#gap(after, told)
    const drops = gap === 'backwards' ? { server: null, client: null } : told
    const side = (name: Side): WitnessSide => {
      const counts = {
        lost: own.lost[name],
        drops: drops[name],
        foreign: own.foreign[name],
        copies: own.copies[name]
      }
      return { ...counts, agreement: judge(counts) }
    }
    return {
      source: gap === null ? 'socket' : system ? 'system' : 'none',
      gap,
      server: side('server'),
      client: side('client'),
      system
    }
  }

  async #sockets(): Promise<KernelSocket[] | null> {
    return this.#platform === 'linux' ? readKernelSockets(this.#files) : null
  }

  #system(): Promise<Witness['system']> {
    // A datagram of IPv4 is counted as one, whichever socket has it.
    const isSix = isIpv6(plainAddress(this.#ends.server.address))
    return readSystemCounts(this.#platform, this.#files, isSix)
  }

  /** Below 0 where the counter ran backwards. By the socket's own row; the inode of the first reading makes sure that it is still the same socket. */
  #drops(side: Side, after: KernelSocket[] | null): number | null {
    const local: EndpointAddress = this.#ends[side]
    const first = this.#before && findKernelSocket(this.#before, local)
    const last = first && after && findKernelSocket(after, local, first.inode)
    return last ? last.drops - first.drops : null
  }

  #gap(
    after: KernelSocket[] | null,
    drops: { server: number | null; client: number | null }
  ): WitnessGap | null {
    if (this.#platform !== 'linux') return 'not-counted'
    if (!this.#before || !after) return 'unreadable'
    if (drops.server === null || drops.client === null) return 'no-row'
    return drops.server < 0 || drops.client < 0 ? 'backwards' : null
  }
}
