/**
 * F6 goes from pane to pane: each part of the window that says `data-pane`, in the order of the page. It gets to what says
 * `data-first`, where there is such, else to the first that can have the focus.
 */

const canHaveFocus =
  '[tabindex="0"]:not(:disabled), button:not(:disabled, [aria-disabled="true"], [tabindex="-1"]), input:not(:disabled), textarea, select, summary, iframe'

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0

export function focusNextPane(back: boolean): void {
  // A dialog keeps the focus.
  if (document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"]')) return
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].flatMap((pane) => {
    const able = [...pane.querySelectorAll<HTMLElement>(canHaveFocus)].filter(isShown)
    const first = able.find((element) => element.matches('[data-first]')) ?? able[0]
    return first && isShown(pane) ? [{ pane, first }] : []
  })
  if (panes.length === 0) return
  const here = panes.findLastIndex(({ pane }) => pane.contains(document.activeElement))
  const next =
    here < 0 ? (back ? panes.length - 1 : 0) : (here + (back ? -1 : 1) + panes.length) % panes.length
  panes[next]?.first.focus()
}
