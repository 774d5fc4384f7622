/** Which entry of a list the arrow keys come to. */

const steps: Partial<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 }

/**
 * @param current where the keys have been, or null before the first of them
 * @param start where they begin
 * @returns the entry that the key leads to, null for Escape, undefined when the key means nothing here
 */
export function cursorAfter(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  current: number | null,
  { count, start }: { count: number; start: number }
): number | null | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined
  if (event.key === 'Escape') return current === null ? undefined : null
  const step = steps[event.key]
  if (step === undefined || count === 0) return undefined
  const next = current === null ? start : current + step
  return Math.min(Math.max(next, 0), count - 1)
}
