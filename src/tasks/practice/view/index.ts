/** This task's part of the window. */
import type { TaskView } from '#ui/task-kit/task-view'
import { PracticeState } from './practice.svelte'

export const practiceView: TaskView<PracticeState> = {
  open: (needs) => new PracticeState(needs),
  tab: { load: () => import('./PracticeTab.svelte') },
  pictures: async () => (await import('#ui/task-kit/pictures/session-pictures')).sessionPictures
}
