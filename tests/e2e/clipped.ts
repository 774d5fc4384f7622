/** What of a page cannot be read: text that is cut off, and texts that lie over each other. */
import type { Page } from '@playwright/test'

export interface Finding {
  kind: 'cut' | 'overlap'
  /** Where: tag, classes, accessible name. */
  where: string
  text: string
}

/** Panes that scroll and are made for it say `data-scrolls`; in them nothing is cut. */
export function unreadable(page: Page): Promise<Finding[]> {
  return page.evaluate(() => {
    const roundingPx = 1
    /** Lines of one paragraph may touch: boxes of letters are higher than letters. */
    const touchPx = 5

    const nameOf = (element: Element): string => {
      const own = element.getAttribute('aria-label') ?? element.id
      const classes = [...element.classList].filter(
        (name) => !name.startsWith('s-') && !name.startsWith('svelte-')
      )
      return `${element.tagName.toLowerCase()}${classes.map((name) => `.${name}`).join('')}${own ? ` "${own}"` : ''}`
    }
    const pathOf = (element: Element): string => {
      const parents: string[] = []
      for (let at: Element | null = element; at && parents.length < 3; at = at.parentElement)
        parents.unshift(nameOf(at))
      return parents.join(' > ')
    }
    const isForReaders = (element: Element): boolean => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { clipPath, visibility, opacity } = getComputedStyle(at)
        if (clipPath.startsWith('inset(50%') || visibility === 'hidden' || opacity === '0') return true
      }
      return false
    }

    const findings: Finding[] = []
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (!(element instanceof HTMLElement) || element.clientWidth <= 1 || element.closest('[data-scrolls]'))
        continue
      const text = element instanceof HTMLInputElement ? element.value : (element.innerText ?? '').trim()
      if (text === '' || isForReaders(element)) continue
      const { overflowX, overflowY } = getComputedStyle(element)
      const isField = element instanceof HTMLInputElement
      const cutAcross =
        (overflowX !== 'visible' || isField) && element.scrollWidth > element.clientWidth + roundingPx
      const cutDown =
        ['hidden', 'clip'].includes(overflowY) && element.scrollHeight > element.clientHeight + roundingPx
      if (!cutAcross && !cutDown) continue
      findings.push({ kind: 'cut', where: pathOf(element), text: text.slice(0, 60) })
    }

    /** What of a rectangle is in view, once every pane around it has cut its own. */
    const seenOf = (rect: DOMRect, element: Element): DOMRect | null => {
      let [left, top, right, bottom] = [rect.left, rect.top, rect.right, rect.bottom]
      for (let at: Element | null = element; at; at = at.parentElement) {
        if (getComputedStyle(at).overflowX === 'visible') continue
        const pane = at.getBoundingClientRect()
        // A pane's own scroll bars cover what is under them.
        const [barX, barY] =
          at instanceof HTMLElement && at.clientWidth > 0
            ? [
                at.offsetWidth - at.clientLeft - at.clientWidth,
                at.offsetHeight - at.clientTop - at.clientHeight
              ]
            : [0, 0]
        ;[left, top] = [Math.max(left, pane.left), Math.max(top, pane.top)]
        ;[right, bottom] = [Math.min(right, pane.right - barX), Math.min(bottom, pane.bottom - barY)]
      }
      ;[right, bottom] = [Math.min(right, innerWidth), Math.min(bottom, innerHeight)]
      return right - left < 2 || bottom - top < 2 ? null : new DOMRect(left, top, right - left, bottom - top)
    }
    /** Under a sheet or a sticky head a text is not seen at all. */
    const isOnTop = (rect: DOMRect, element: Element): boolean => {
      const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2]
      const top = document.elementsFromPoint(x, y).find((at) => getComputedStyle(at).pointerEvents !== 'none')
      const drawing = element.closest('svg')
      if (drawing) return !top || top.contains(drawing) || drawing.contains(top)
      return !top || top.contains(element) || element.contains(top)
    }

    const seen: { rect: DOMRect; node: Node; element: Element }[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      if (!element || (node.textContent ?? '').trim() === '' || isForReaders(element)) continue
      if (element.closest('title, style, script, option, textarea')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const rect of range.getClientRects()) {
        const part = seenOf(rect, element)
        if (part && isOnTop(part, element)) seen.push({ rect: part, node, element })
      }
    }
    seen.forEach((one, index) => {
      for (const other of seen.slice(index + 1)) {
        if (one.node === other.node) continue
        const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left)
        const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top)
        if (across <= 2 || down <= touchPx) continue
        const left = Math.max(one.rect.left, other.rect.left)
        const common = new DOMRect(left, Math.max(one.rect.top, other.rect.top), across, down)
        // A text that is half scrolled under a sticky head is not seen there.
        if (!isOnTop(common, one.element) || !isOnTop(common, other.element)) continue
        const texts = [one, other].map(({ node }) => (node.textContent ?? '').trim().slice(0, 40))
        findings.push({
          kind: 'overlap',
          where: `${pathOf(one.element)} | ${pathOf(other.element)}`,
          text: texts.join(' | ')
        })
      }
    })
    return findings
  })
}

/** The sum of the layout shifts while something is done and for as long as what it brings takes. */
export async function shiftDuring(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const shifts = { sum: 0 }
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.sum += (entry as PerformanceEntry & { value: number }).value
    })
    observer.observe({ type: 'layout-shift' })
    Object.assign(globalThis, { udpLabShifts: { shifts, observer } })
  })
  await work()
  return page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const { shifts, observer } = (
      globalThis as unknown as { udpLabShifts: { shifts: { sum: number }; observer: PerformanceObserver } }
    ).udpLabShifts
    observer.disconnect()
    return shifts.sum
  })
}
