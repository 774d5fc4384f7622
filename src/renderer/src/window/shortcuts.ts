/** Every key that does something, where it does it. The parts that listen to them are named beside. */

export interface Shortcut {
  keys: readonly string[]
  does: string
}

export interface ShortcutGroup {
  where: string
  shortcuts: readonly Shortcut[]
}

/** @param tabs how the tabs are called, in their order */
export const shortcutGroups = (tabs: readonly string[]): readonly ShortcutGroup[] => [
  {
    // window/keys.ts, the tab list of bits-ui
    where: 'Everywhere',
    shortcuts: [
      {
        keys: ['Ctrl + 1', '…', `Ctrl + ${tabs.length}`],
        does: `Open the tabs, from ${tabs[0]} to ${tabs.at(-1)} (on a Mac: ⌘)`
      },
      { keys: ['Ctrl + ,'], does: 'The settings (on a Mac: ⌘)' },
      { keys: ['←', '→'], does: 'The tab beside, when a tab has the focus' },
      { keys: ['Tab', 'Shift + Tab'], does: 'The next or the previous control' },
      { keys: ['F6', 'Shift + F6'], does: 'The next or the previous pane' },
      { keys: ['?'], does: 'This list' },
      { keys: ['Esc'], does: 'Close a dialog, an explanation, or the search in a terminal' }
    ]
  },
  {
    // NumberField.svelte, TextField.svelte
    where: 'In a field',
    shortcuts: [
      { keys: ['Enter'], does: 'Do what the field is for: send, or run' },
      { keys: ['↑', '↓'], does: 'One step more or less' },
      { keys: ['Page Up', 'Page Down'], does: 'Ten steps more or less' }
    ]
  },
  {
    // task-kit/TaskFrame.svelte
    where: 'In a task',
    shortcuts: [
      { keys: ['F7'], does: 'Slow motion on or off' },
      { keys: ['F8'], does: 'Play or pause slow motion' },
      { keys: ['F9'], does: 'Step: let one call happen' }
    ]
  },
  {
    // RowList.svelte, Terminal.svelte, FindBar.svelte
    where: 'In a terminal',
    shortcuts: [
      { keys: ['↑', '↓'], does: 'From line to line, each shown in the program and the picture too' },
      { keys: ['Ctrl + F'], does: 'Find in its lines (on a Mac: ⌘)' },
      { keys: ['Enter', 'Shift + Enter'], does: 'The next or the previous place found' }
    ]
  },
  {
    // Ladder.svelte, CodeView.svelte
    where: 'In a picture of datagrams, or in a program',
    shortcuts: [
      { keys: ['↑', '↓'], does: 'From datagram to datagram, or from call to call' },
      { keys: ['Enter'], does: 'Open the datagram: its header and its payload' }
    ]
  },
  {
    // DeliveryChart.svelte, number-range.ts
    where: 'In a delivery chart',
    shortcuts: [
      { keys: ['+', '-', '0'], does: 'Nearer, farther, all numbers' },
      { keys: ['←', '→', 'Home', 'End'], does: 'Along the numbers, to their beginning or end' },
      { keys: ['Page Up', 'Page Down'], does: 'One view along' }
    ]
  },
  {
    // Split.svelte
    where: 'On the line between two panes',
    shortcuts: [{ keys: ['Arrow keys'], does: 'Move it; with Shift in larger steps' }]
  }
]
