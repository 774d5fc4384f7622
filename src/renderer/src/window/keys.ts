/** The keys that do something everywhere in the window. */
import type { DialogName } from '../dialogs.svelte'

export interface KeyDoers {
  tabs: readonly string[]
  choose: (tab: string) => void
  show: (dialog: DialogName) => void
  /** Escape, while no dialog or explanation is open that it closes. */
  escape: () => void
  /** The focus goes to the next pane, or to the one before. */
  nextPane: (back: boolean) => void
}

/** What a key types into is no place for a shortcut of one letter. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null

/** Listens before whatever the key is for in the window, which may close what Escape belongs to. */
export function handleKey(event: KeyboardEvent, { tabs, choose, show, escape, nextPane }: KeyDoers): void {
  const { key, altKey, shiftKey } = event
  const isCommand = (event.ctrlKey || event.metaKey) && !altKey
  const tab = tabs[Number(key) - 1]
  if (isCommand && !shiftKey && tab) choose(tab)
  else if (isCommand && !shiftKey && key === ',') show('settings')
  else if (key === 'F6' && !isCommand && !altKey) nextPane(shiftKey)
  else if (key === '?' && !isCommand && !altKey && !isTyping(event.target)) show('shortcuts')
  else {
    if (
      key === 'Escape' &&
      !isTyping(event.target) &&
      !document.querySelector('[role="dialog"], [role="menu"]')
    )
      escape()
    return
  }
  event.preventDefault()
}
