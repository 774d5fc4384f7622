/** One server of the picture: its share as a bar, what is outstanding, and the marks of the clients that it had. */
import { figure, percent } from '#shared/text'
import { phaseWords } from '#tasks/balancing/model/live/pool-words'
import type { Look } from './look'
import { clientLook, traceShape } from './palette'
import type { Box } from './places'
import type { SceneServer } from './scene'

const padPx = 8
const markStepPx = 11
const lowBarRoomPx = 260
/** Rows that are lower have smaller letters and no frame. */
const framedPx = 17

export function paintServer(
  context: CanvasRenderingContext2D,
  server: SceneServer,
  box: Box,
  look: Look,
  followed: number | null
): void {
  const { phase } = server
  const isDown = phase === 'stopped' || phase === 'taken-out'
  const { x, y, width, height } = box
  context.fillStyle = isDown ? look.down : look.surface
  context.strokeStyle = isDown ? look.fault : look.strong
  context.lineWidth = isDown ? 1.5 : 1
  context.setLineDash(isDown || phase === 'planned' ? [4, 3] : [])
  context.beginPath()
  context.roundRect(x, y, width, height, Math.min(6, height / 3))
  context.fill()
  if (height >= framedPx || isDown) context.stroke()
  context.setLineDash([])
  const isLow = height < 26
  const isHigh = height >= 46
  const textY = isLow ? y + height / 2 + 3.5 : y + (isHigh ? 15 : 12)
  if (isLow) lowBar(context, server, box, look)
  else
    bar(
      context,
      server,
      { x: x + padPx, y: textY + 5, width: width - 2 * padPx, height: isHigh ? 6 : 4 },
      look
    )
  name(context, server, { x: x + padPx, y: textY, width, height }, look)
  figures(context, server, { x: x + width - padPx, y: textY, width, height }, look)
  const marksY = textY + (isHigh ? 15 : 11)
  const room = y + height - marksY - 1
  if (room >= markStepPx) marks(context, server, { ...box, y: marksY, height: room }, look, followed)
}

function name(
  context: CanvasRenderingContext2D,
  server: SceneServer,
  { x, y, height }: Box,
  look: Look
): void {
  const { phase } = server
  const isDown = phase === 'stopped' || phase === 'taken-out'
  context.textAlign = 'left'
  context.font = `600 ${height < framedPx ? 10 : 11}px ${look.font}`
  context.fillStyle = isDown ? look.fault : look.text
  context.fillText(isDown ? `${server.name} ${phaseWords[phase]}` : server.name, x, y)
}

/** At the right: what waits first, as it changes, then the share. */
function figures(
  context: CanvasRenderingContext2D,
  server: SceneServer,
  { x, y, height }: Box,
  look: Look
): void {
  const { phase, received, share, outstanding } = server
  if (phase === 'planned') return
  const waits = outstanding !== null && outstanding > 0 ? `${figure(outstanding)} outstanding · ` : ''
  context.textAlign = 'right'
  context.font = `${height < framedPx ? 10 : 11}px ${look.font}`
  context.fillStyle = look.text
  context.fillText(`${waits}${figure(received)} · ${percent(share)}`, x, y)
}

function bar(context: CanvasRenderingContext2D, { share }: SceneServer, box: Box, look: Look): void {
  context.fillStyle = look.line
  context.fillRect(box.x, box.y, box.width, box.height)
  context.fillStyle = look.share
  context.fillRect(box.x, box.y, box.width * share, box.height)
}

/** In a low row the bar stands between the name and the figures, where there is room for it. */
function lowBar(context: CanvasRenderingContext2D, server: SceneServer, box: Box, look: Look): void {
  if (box.width < lowBarRoomPx) return
  const x = box.x + box.width * 0.38
  bar(context, server, { x, y: box.y + box.height / 2 - 2, width: box.width * 0.2, height: 4 }, look)
}

function marks(
  context: CanvasRenderingContext2D,
  { clients }: SceneServer,
  box: Box,
  look: Look,
  followed: number | null
): void {
  const perRow = Math.max(1, Math.floor((box.width - 2 * padPx) / markStepPx))
  const rows = Math.max(1, Math.floor(box.height / markStepPx))
  clients.slice(0, perRow * rows).forEach((client, index) => {
    const { colour, shape } = clientLook(client, look.isDark)
    context.globalAlpha = followed === null || followed === client ? 1 : 0.22
    context.fillStyle = colour
    const x = box.x + padPx + ((index % perRow) + 0.5) * markStepPx
    traceShape(context, shape, x, box.y + (Math.floor(index / perRow) + 0.5) * markStepPx, 3.5)
    context.fill()
  })
  context.globalAlpha = 1
}
