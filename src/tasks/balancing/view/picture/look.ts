/** Colours of the drawing, asked of the theme once and not for each frame. */
import { type ChartTheme, patterned } from '#ui/components/charts/theme.svelte.ts'

export interface Look {
  text: string
  muted: string
  line: string
  strong: string
  surface: string
  sunken: string
  fault: string
  font: string
  /** Of a bar: a server's share. */
  share: string
  /** A server that is down. */
  down: string | CanvasPattern
  isDark: boolean
}

/** Half of all grey: a ground below it is a dark theme's. */
const middleGrey = 128

export function lookOf({ text, muted, surface, font, colour }: ChartTheme): Look {
  const [red = '0'] = /[\da-f]{2}/i.exec(surface) ?? []
  return {
    text,
    muted,
    line: colour('--line'),
    strong: colour('--line-strong'),
    surface,
    sunken: colour('--surface-sunken'),
    fault: colour('--fault'),
    font,
    share: colour('--data-served'),
    down: patterned('hatched', colour('--fault-soft'), colour('--fault-line')),
    isDark: Number.parseInt(red, 16) < middleGrey
  }
}
