/** A page's part of the window: a tab without sockets, as App sees it. */
import type { Component } from 'svelte'
import type { TaskDefinition } from '#tasks/task'
import type { Lab } from './lab'
import type { DrawPictures } from './task-kit/task-view'
import type { Shell } from './shell.svelte'

/** A task whose runs a page may show. */
export interface ShownTask {
  definition: TaskDefinition
  /** Loaded with the first run that is drawn. */
  pictures: () => Promise<DrawPictures>
}

export interface PageNeeds {
  lab: Lab
  shell: Shell
  tasks: readonly ShownTask[]
}

export interface PageView<S = unknown> {
  open: (needs: PageNeeds) => S
  /** Loaded when it is first shown. `changes` rises whenever the list of kept runs changed. */
  load: (state: S) => Promise<{ default: Component<{ state: S; changes: number }> }>
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of any state: App hands each page the state that its own view made
export type AnyPageView = PageView<any>
