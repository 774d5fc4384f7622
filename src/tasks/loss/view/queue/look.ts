/** Colours of the drawing, asked of the theme once and not for each frame. */
import { type ChartTheme, patterned } from '#ui/components/charts/theme.svelte.ts'

export interface Look {
  text: string
  muted: string
  line: string
  surface: string
  font: string
  client: string
  server: string
  lostRequest: string
  lostReply: string
  /** Of what was read and not given back: hatched. */
  readByServer: string | CanvasPattern
  readByClient: string | CanvasPattern
}

export function lookOf({ text, muted, surface, font, colour }: ChartTheme): Look {
  const [server, client] = [colour('--data-served'), colour('--data-delivered')]
  return {
    text,
    muted,
    line: colour('--line-strong'),
    surface,
    font,
    client,
    server,
    lostRequest: colour('--data-lost-request'),
    lostReply: colour('--data-lost-reply'),
    readByServer: patterned('hatched', surface, server),
    readByClient: patterned('hatched', surface, client)
  }
}
