/* eslint-disable svelte/prefer-svelte-reactivity -- maps and sets are replaced, never changed */
/** The student's text, and which of its lines made calls. */
import { isCounted, type TraceEntry } from '#tasks/practice/model/trace'
import type { CodeLanguage, CodeToken } from '#ui/components/code/plain-tokens'
import { plainTokens } from '#ui/components/code/plain-tokens'
import { colourSource } from '#ui/components/code/tokens'

const languages: Readonly<Record<string, CodeLanguage>> = {
  py: 'python',
  c: 'c',
  js: 'typescript',
  mjs: 'typescript'
}

export class TracedText {
  lines: readonly (readonly CodeToken[])[] = $state.raw([])
  /** What a line calls, as far as it was seen. */
  calls: ReadonlyMap<number, string> = $state.raw(new Map())
  counts: ReadonlyMap<number, number> = $state.raw(new Map())
  last: number | null = $state.raw(null)
  lit: ReadonlySet<number> = $state.raw(new Set())
  litAt = $state.raw(0)

  show(text: string | null, name: string): void {
    this.begin()
    this.lines = text === null ? [] : plainTokens(text)
    const language = languages[name.split('.').at(-1)?.toLowerCase() ?? '']
    if (text === null || !language) return
    const shown = this.lines
    void colourSource(text, language).then((coloured) => {
      // Meanwhile another text may be shown.
      if (this.lines === shown) this.lines = coloured
    })
  }

  /** Of another run nothing is known yet. */
  begin(): void {
    this.calls = new Map()
    this.counts = new Map()
    this.last = null
    this.lit = new Set()
  }

  add(entries: readonly TraceEntry[]): void {
    const own = entries.filter(({ line }) => line > 0)
    if (own.length === 0) return
    const [calls, counts] = [new Map(this.calls), new Map(this.counts)]
    for (const entry of own) {
      calls.set(entry.line, `${entry.call}()`)
      counts.set(entry.line, (counts.get(entry.line) ?? 0) + (isCounted(entry) ? entry.count : 1))
    }
    this.calls = calls
    this.counts = counts
    this.last = own.at(-1)?.line ?? this.last
    this.lit = new Set(own.map(({ line }) => line))
    this.litAt += 1
  }
}
