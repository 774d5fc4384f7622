/** This task's part of the window. */
import type { TaskView } from '#ui/task-kit/task-view'
import { ConnectState } from './connect.svelte'
import ConnectTab from './ConnectTab.svelte'

export const connectView: TaskView<ConnectState> = {
  open: (needs) => new ConnectState(needs),
  tab: { component: ConnectTab },
  pictures: async () => (await import('#ui/task-kit/pictures/session-pictures')).sessionPictures
}
