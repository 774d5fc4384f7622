/** A receive queue as a vessel without a lid: what waits fills it, and what finds it full falls over its rim. */
import { figure } from '#shared/text'
import type { Look } from './look'
import type { Box, Places } from './places'
import type { QueueScene } from './scene'

export interface TankLook {
  name: string
  fill: string
  read: string | CanvasPattern
  lost: string
}

/** Linux gives back what was read in quarters of the buffer: they are marked. */
const quarters = [0.25, 0.5, 0.75]
const dropPx = 8

export function drawTank(
  context: CanvasRenderingContext2D,
  box: Box,
  queue: QueueScene,
  { tank, look, quartered }: { tank: TankLook; look: Look; quartered: boolean }
): void {
  const { x, y, width, height } = box
  const bottom = y + height
  const level = Math.min(1, queue.level ?? 0)
  const charged = Math.min(1, Math.max(level, queue.charged ?? 0))
  if (charged > level) {
    context.fillStyle = tank.read
    context.fillRect(x, bottom - charged * height, width, (charged - level) * height)
  }
  context.fillStyle = tank.fill
  context.fillRect(x, bottom - level * height, width, level * height)
  if (quartered) {
    context.strokeStyle = look.line
    context.lineWidth = 1
    context.beginPath()
    for (const share of quarters) {
      const at = Math.round(bottom - share * height) + 0.5
      context.moveTo(x, at)
      context.lineTo(x + 6, at)
      context.moveTo(x + width - 6, at)
      context.lineTo(x + width, at)
    }
    context.stroke()
  }
  context.strokeStyle = queue.lost > 0 && queue.fallen < 1 ? tank.lost : look.text
  context.lineWidth = 2
  context.beginPath()
  context.moveTo(x, y - 4)
  context.lineTo(x, bottom)
  context.lineTo(x + width, bottom)
  context.lineTo(x + width, y - 4)
  context.stroke()
  if (queue.lost > 0) drawLost(context, box, queue, tank, look)
}

/** Over the rim at the left, where they come from, down to the ground. */
function drawLost(
  context: CanvasRenderingContext2D,
  { x, y, height }: Box,
  { fallen, lost, lastLost }: QueueScene,
  tank: TankLook,
  look: Look
): void {
  const ground = y + height
  const at = x - 6 - dropPx
  context.fillStyle = tank.lost
  context.fillRect(at, y - 6 + fallen * fallen * (height - dropPx + 6), dropPx, dropPx)
  // Those that fell before lie there.
  for (let row = 0; row < Math.min(3, lost - 1); row++) context.fillRect(at - 2 - row * 3, ground - 4, 2, 4)
  if (fallen >= 1 || lastLost === 0) return
  context.font = `600 11px ${look.font}`
  context.textAlign = 'right'
  context.strokeStyle = look.surface
  context.lineWidth = 4
  const labelY = y + 4 + fallen * fallen * (height - 20)
  context.strokeText(figure(lastLost), at - 3, labelY)
  context.fillText(figure(lastLost), at - 3, labelY)
}

/** What is said below a tank. */
export function captionTank(
  context: CanvasRenderingContext2D,
  box: Box,
  queue: QueueScene,
  { tank, look, places }: { tank: TankLook; look: Look; places: Places }
): void {
  const middle = box.x + box.width / 2
  context.textAlign = 'center'
  context.font = `600 12px ${look.font}`
  context.fillStyle = look.text
  context.fillText(tank.name, middle, 12)
  const [first, second] = places.captions
  const waiting = `${figure(queue.waiting)} ${queue.waitingWords}`
  const lost = queue.lost > 0 ? `  ${figure(queue.lost)} lost` : ''
  const widthPx = context.measureText(waiting + lost).width
  context.textAlign = 'left'
  context.fillText(waiting, middle - widthPx / 2, first!)
  context.fillStyle = tank.lost
  if (lost) context.fillText(lost, middle - widthPx / 2 + context.measureText(waiting).width, first!)
  if (second === undefined) return
  context.textAlign = 'center'
  context.font = `11px ${look.font}`
  context.fillStyle = look.muted
  context.fillText(bytesWords(queue), middle, second)
}

function bytesWords({ waitingBytes, limitBytes }: QueueScene): string {
  if (waitingBytes === null) return limitBytes === null ? '' : `${figure(limitBytes)} bytes granted`
  return limitBytes === null
    ? `${figure(waitingBytes)} bytes`
    : `${figure(waitingBytes)} of ${figure(limitBytes)} bytes`
}
