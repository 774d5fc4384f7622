/** The pool picture: clients at the left, what picks a server in the middle, the servers with their shares at the right. */
import { counted } from '#shared/text'
import type { ShownDot } from './dots'
import type { Look } from './look'
import { paintServer } from './paint-server'
import { clientLook, traceShape } from './palette'
import type { Places, Point } from './places'
import type { Scene } from './scene'

export interface Painted {
  scene: Scene
  places: Places
  /** The client whose way is shown; null: all are alike. */
  followed: number | null
}

/** What is not followed steps back, and does not go. */
const faint = 0.22

export function paint(context: CanvasRenderingContext2D, painted: Painted, look: Look): void {
  const { scene, places, followed } = painted
  context.textBaseline = 'alphabetic'
  context.lineJoin = 'round'
  headings(context, scene, places, look)
  lanes(context, painted, look)
  balancer(context, scene, places, look)
  scene.servers.forEach((server, index) => {
    const box = places.servers[index]
    if (box) paintServer(context, server, box, look, followed)
  })
  for (let client = 0; client < scene.drawn; client++)
    mark(context, client, places, look, followed === null || followed === client)
}

/** What moves, on a layer of its own: the rest is not painted again for it. */
export function paintDots(
  context: CanvasRenderingContext2D,
  dots: readonly ShownDot[],
  followed: number | null,
  look: Look
): void {
  context.lineJoin = 'round'
  for (const dot of dots) {
    context.globalAlpha = followed === null || followed === dot.client ? 1 : faint
    paintDot(context, dot, look)
  }
  context.globalAlpha = 1
}

function headings(context: CanvasRenderingContext2D, scene: Scene, places: Places, look: Look): void {
  const { headY, balancer: box, servers } = places
  const [first] = servers
  context.font = `600 12px ${look.font}`
  context.fillStyle = look.text
  context.textAlign = 'left'
  context.fillText(counted(scene.clients, 'client'), 12, headY)
  if (first) context.fillText(counted(scene.servers.length, 'server'), first.x, headY)
  context.textAlign = 'center'
  context.fillText(scene.balancer.name, box.x + box.width / 2, headY)
}

function line(context: CanvasRenderingContext2D, from: Point, to: Point): void {
  context.beginPath()
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  context.stroke()
}

function lanes(context: CanvasRenderingContext2D, { scene, places, followed }: Painted, look: Look): void {
  const { front, back } = places
  context.lineWidth = 1
  context.strokeStyle = look.line
  for (const point of places.clients) line(context, { x: point.x + 6, y: point.y }, front)
  scene.servers.forEach(({ phase, clients }, index) => {
    const box = places.servers[index]
    if (!box) return
    const door = { x: box.x, y: box.y + box.height / 2 }
    const isFollowed = followed !== null && clients.includes(followed)
    const isDown = phase === 'stopped' || phase === 'taken-out'
    context.setLineDash(isDown ? [3, 4] : [])
    context.strokeStyle = isFollowed
      ? clientLook(followed, look.isDark).colour
      : isDown
        ? look.fault
        : look.line
    context.lineWidth = isFollowed ? 2.5 : 1
    line(context, back, door)
  })
  context.setLineDash([])
  const own = followed === null ? undefined : places.clients[followed]
  if (followed === null || !own) return
  context.strokeStyle = clientLook(followed, look.isDark).colour
  context.lineWidth = 2.5
  line(context, own, front)
}

function balancer(context: CanvasRenderingContext2D, scene: Scene, places: Places, look: Look): void {
  const { x, y, width, height } = places.balancer
  const { tells, address, lines } = scene.balancer
  context.fillStyle = tells ? look.surface : look.sunken
  context.strokeStyle = look.strong
  context.lineWidth = 1.5
  context.setLineDash(tells ? [] : [4, 3])
  context.beginPath()
  context.roundRect(x, y, width, height, 8)
  context.fill()
  context.stroke()
  context.setLineDash([])
  context.strokeStyle = look.line
  context.lineWidth = 1
  line(context, places.front, places.back)
  const words = [...(address === null ? [] : [address]), ...lines]
  const stepPx = 14
  const firstY = y + (height - 24) / 2 - ((words.length - 1) * stepPx) / 2 + 6
  context.textAlign = 'center'
  words.forEach((text, index) => {
    const isAddress = index === 0 && address !== null
    context.font = `${isAddress ? '600 ' : ''}11px ${look.font}`
    context.fillStyle = isAddress ? look.text : look.muted
    context.fillText(text, x + width / 2, firstY + index * stepPx, width - 8)
  })
}

function mark(
  context: CanvasRenderingContext2D,
  client: number,
  places: Places,
  look: Look,
  isClear: boolean
): void {
  const point = places.clients[client]
  if (!point) return
  const { colour, shape } = clientLook(client, look.isDark)
  context.globalAlpha = isClear ? 1 : faint
  context.fillStyle = colour
  traceShape(context, shape, point.x, point.y, places.markPx)
  context.fill()
  context.font = `${places.rowPx < 13 ? 9 : places.rowPx < 16 ? 10 : 11}px ${look.font}`
  context.fillStyle = look.muted
  context.textAlign = 'right'
  context.fillText(String(client + 1), point.x - 8, point.y + 4)
  context.globalAlpha = 1
}

/** A request is filled, an answer is a ring, what was lost is a cross: also without its colour. */
function paintDot(context: CanvasRenderingContext2D, { x, y, client, kind }: ShownDot, look: Look): void {
  const { colour, shape } = clientLook(client, look.isDark)
  if (kind === 'lost') {
    context.strokeStyle = look.fault
    context.lineWidth = 2
    line(context, { x: x - 4, y: y - 4 }, { x: x + 4, y: y + 4 })
    line(context, { x: x - 4, y: y + 4 }, { x: x + 4, y: y - 4 })
    return
  }
  traceShape(context, shape, x, y, kind === 'request' ? 4 : 3.4)
  if (kind === 'request') {
    context.fillStyle = colour
    context.fill()
    return
  }
  context.fillStyle = look.surface
  context.fill()
  context.strokeStyle = colour
  context.lineWidth = 1.6
  context.stroke()
}
