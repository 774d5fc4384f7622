/** The queue picture: the client sends into the server's queue, the server serves into the client's, the client reads. */
import { figure } from '#shared/text'
import type { Look } from './look'
import type { Box, Places } from './places'
import type { Scene } from './scene'
import { captionTank, drawTank, type TankLook } from './tank'

export function paint(context: CanvasRenderingContext2D, places: Places, scene: Scene, look: Look): void {
  const { sender, serverQueue, service, clientQueue, reader } = places
  const server: TankLook = {
    name: scene.emulated ? 'Server’s queue (emulated)' : 'Server’s queue',
    fill: look.server,
    read: look.readByServer,
    lost: look.lostRequest
  }
  const client: TankLook = {
    name: 'Client’s queue',
    fill: look.client,
    read: look.readByClient,
    lost: look.lostReply
  }
  context.textBaseline = 'alphabetic'
  context.lineJoin = 'round'
  pour(context, sender, serverQueue, scene.sent, look.client)
  drain(context, serverQueue, service, scene.served, look.server)
  pour(context, service, clientQueue, scene.served, look.server)
  drain(context, clientQueue, reader, scene.returned, look.client)
  drawTank(context, serverQueue, scene.server, { tank: server, look, quartered: !scene.emulated })
  drawTank(context, clientQueue, scene.client, { tank: client, look, quartered: true })
  captionTank(context, serverQueue, scene.server, { tank: server, look, places })
  captionTank(context, clientQueue, scene.client, { tank: client, look, places })
  station(
    context,
    sender,
    places,
    { name: 'Client sends', number: scene.lastSent, count: `${figure(scene.sent)} sent` },
    look.client,
    look
  )
  const serving = scene.inService > 0 ? '1 in service' : ''
  station(
    context,
    service,
    places,
    {
      name: 'Server serves',
      number: scene.lastServed,
      count: `${figure(scene.served)} served`,
      note: serving
    },
    look.server,
    look
  )
  station(
    context,
    reader,
    places,
    { name: 'Client reads', number: scene.lastReturned, count: `${figure(scene.returned)} returned` },
    look.client,
    look
  )
}

/** A pipe from a box up and over the rim; its marks move on with what passed. */
function pour(context: CanvasRenderingContext2D, from: Box, to: Box, passed: number, colour: string): void {
  const [x, y] = [from.x + from.width, from.y + from.height / 2]
  flow(
    context,
    [x, y, x + (to.x - x) / 3, y, x + (to.x - x) / 3, to.y - 8, to.x + 12, to.y - 8, to.x + 12, to.y + 2],
    passed,
    colour
  )
}

/** From the ground of a queue to whoever reads it. */
function drain(context: CanvasRenderingContext2D, from: Box, to: Box, passed: number, colour: string): void {
  const x = from.x + from.width
  const [low, high] = [from.y + from.height - 8, to.y + to.height / 2]
  const bend = x + (to.x - x) / 2
  flow(context, [x, low, bend, low, bend, high, to.x, high], passed, colour)
}

const dashes = [5, 4]
const dashPx = 9

/** Dashes that move by a third of their length with each datagram: a still pipe has none that pass. */
function flow(
  context: CanvasRenderingContext2D,
  points: readonly number[],
  passed: number,
  colour: string
): void {
  context.strokeStyle = colour
  context.lineWidth = 3
  context.setLineDash(dashes)
  context.lineDashOffset = -((passed * 3) % dashPx)
  context.beginPath()
  context.moveTo(points[0]!, points[1]!)
  for (let at = 2; at < points.length; at += 2) context.lineTo(points[at]!, points[at + 1]!)
  context.stroke()
  context.setLineDash([])
}

interface Station {
  name: string
  /** The number that passed last; 0: none. */
  number: number
  count: string
  note?: string
}

/** A box with the number that passed it last. */
function station(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  { captions, low }: Places,
  { name, number, count, note = '' }: Station,
  colour: string,
  look: Look
): void {
  const middle = x + width / 2
  context.fillStyle = look.surface
  context.strokeStyle = colour
  context.lineWidth = 2
  context.beginPath()
  context.roundRect(x, y, width, height, 6)
  context.fill()
  context.stroke()
  context.textAlign = 'center'
  context.fillStyle = look.text
  context.font = `600 13px ${look.font}`
  context.fillText(number === 0 ? '–' : figure(number), middle, y + height / 2 + (note && !low ? -2 : 5))
  context.font = `11px ${look.font}`
  context.fillStyle = look.muted
  if (note && !low) context.fillText(note, middle, y + height / 2 + 14)
  context.fillText(count, middle, captions[0]!)
  context.font = `600 12px ${look.font}`
  context.fillStyle = look.text
  context.fillText(name, middle, 12)
}
