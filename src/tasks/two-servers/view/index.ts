/** This task's part of the window. */
import type { TaskView } from '#ui/task-kit/task-view'
import { TwoServersState } from './two-servers.svelte'
import TwoServersTab from './TwoServersTab.svelte'

export const twoServersView: TaskView<TwoServersState> = {
  open: (needs) => new TwoServersState(needs),
  tab: { component: TwoServersTab },
  pictures: async () => (await import('#ui/task-kit/pictures/session-pictures')).sessionPictures
}
