/** Pictures of kept runs as PNG, drawn light and out of sight, whichever tab is open. */
import { flushSync, type mount, unmount } from 'svelte'
import type { ReportPicture } from '#shared/report/report'
import { drawOnPaper } from '../../components/paper'

/** Null: it could not be drawn. */
export type Drawn = ReportPicture | null

export const asPicture = (
  kind: ReportPicture['kind'],
  caption: string,
  description: string,
  png: Uint8Array | null
): Drawn => png && { kind, caption, description, png }

/** Draws a chart that can save itself by `png`. */
export function chartOnPaper(
  open: (sheet: HTMLElement) => ReturnType<typeof mount>
): Promise<Uint8Array | null> {
  return drawOnPaper(async (sheet) => {
    const chart = open(sheet)
    flushSync()
    const bytes = await (chart['png'] as () => Promise<Uint8Array | null>)()
    await unmount(chart)
    return bytes
  })
}
