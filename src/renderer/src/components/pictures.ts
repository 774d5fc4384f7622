/** Pictures on the screen as PNG files. */

const exportScale = 2

export function canvasPng(canvas: HTMLCanvasElement, background: string): Promise<Uint8Array | null> {
  const copy = document.createElement('canvas')
  copy.width = canvas.width
  copy.height = canvas.height
  const context = copy.getContext('2d')
  if (!context) return Promise.resolve(null)
  context.fillStyle = background
  context.fillRect(0, 0, copy.width, copy.height)
  context.drawImage(canvas, 0, 0)
  return pngBytes(copy)
}

async function pngBytes(canvas: HTMLCanvasElement): Promise<Uint8Array | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  return blob && new Uint8Array(await blob.arrayBuffer())
}

/** What a stylesheet says about an SVG element and a file of its own must say itself. */
const inlined = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor'
]

function inlineStyles(original: Element, copy: Element): void {
  const style = getComputedStyle(original)
  for (const name of inlined) copy.setAttribute(name, style.getPropertyValue(name))
  copy.removeAttribute('class')
  for (let index = 0; index < original.children.length; index++) {
    inlineStyles(original.children[index]!, copy.children[index]!)
  }
}

/** SVG drawings, one below the other, as one PNG. */
export async function svgPng(
  drawings: readonly SVGSVGElement[],
  background: string
): Promise<Uint8Array | null> {
  const name = 'http://www.w3.org/2000/svg'
  const sheet = document.createElementNS(name, 'svg')
  let height = 0
  let width = 0
  for (const drawing of drawings) {
    const copy = drawing.cloneNode(true) as SVGSVGElement
    inlineStyles(drawing, copy)
    copy.setAttribute('y', String(height))
    height += drawing.height.baseVal.value
    width = Math.max(width, drawing.width.baseVal.value)
    sheet.append(copy)
  }
  sheet.setAttribute('width', String(width))
  sheet.setAttribute('height', String(height))
  const url = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(sheet)], { type: 'image/svg+xml' })
  )
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width * exportScale
    canvas.height = height * exportScale
    const context = canvas.getContext('2d')
    if (!context) return null
    context.fillStyle = background
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await pngBytes(canvas)
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** The colour behind the picture, as the theme has it now. */
export function surfaceColour(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--surface').trim()
}
