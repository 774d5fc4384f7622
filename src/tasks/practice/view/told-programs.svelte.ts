/* eslint-disable svelte/prefer-svelte-reactivity -- maps are replaced, never changed */
/** What was told of all programs of the student's: of the tab, and of panes of tasks. */
import { addTold, type RunTrace } from '#tasks/practice/model/run-trace'
import type { RoleName } from '#tasks/practice/model/roles'
import type { ProgramState } from '#tasks/practice/model/state'
import type { Told } from '#tasks/practice/model/trace'

const anyProgram = 'my program'

/** Where a program runs. */
export type Place = RoleName | 'tab'

export class ToldPrograms {
  /** Runs of each program, one after the other. */
  traces: ReadonlyMap<Place, readonly RunTrace[]> = $state.raw(new Map())
  /** The file of each port of theirs that was seen. */
  ports: ReadonlyMap<number, string> = $state.raw(new Map())

  /** What was told before this window was there. */
  join(place: Place, traces: readonly RunTrace[]): void {
    this.#keep(place, traces)
    for (const { ports, name } of traces) this.#keepPorts(ports, name)
  }

  add(place: Place, told: Told, file: string): void {
    const traces = addTold(this.traces.get(place) ?? [], told, file)
    this.#keep(place, traces)
    this.#keepPorts(traces.at(-1)?.ports ?? [], file)
  }

  /** As the kernel has them: of a program that no tracer follows, too. */
  addSockets({ sockets, chosen }: ProgramState): void {
    if (!sockets || !chosen) return
    const own = sockets.filter(({ protocol }) => protocol === 'udp').map(({ local }) => local.port)
    this.#keepPorts(own, chosen.name)
  }

  #keep(place: Place, traces: readonly RunTrace[]): void {
    const others = [...this.traces].filter(([other]) => other !== place)
    this.traces = new Map(traces.length === 0 ? others : [...others, [place, traces]])
  }

  #keepPorts(ports: readonly number[], file: string): void {
    const known = new Map(this.ports)
    // Two files had it, one after the other: what is drawn there may be of either.
    const nameOf = (port: number): string => ((known.get(port) ?? file) === file ? file : anyProgram)
    const news = ports.filter((port) => port > 0 && known.get(port) !== nameOf(port))
    if (news.length > 0)
      this.ports = new Map([...known, ...news.map((port) => [port, nameOf(port)] as const)])
  }
}
