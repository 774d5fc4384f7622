/** This task's part of the window. */
import type { TaskView } from '#ui/task-kit/task-view'
import { OneServerState } from './one-server.svelte'
import OneServerTab from './OneServerTab.svelte'

export const oneServerView: TaskView<OneServerState> = {
  open: (needs) => new OneServerState(needs),
  tab: { component: OneServerTab },
  pictures: async () => (await import('#ui/task-kit/pictures/session-pictures')).sessionPictures
}
