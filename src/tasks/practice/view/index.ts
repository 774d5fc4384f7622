/** This task's part of the window. */
import type { TaskView } from '#ui/task-kit/task-view'
import { PracticeState } from './practice.svelte'

export const practiceView: TaskView<PracticeState> = {
  open: (needs) => new PracticeState(needs),
  tab: { load: () => import('./PracticeTab.svelte') },
  students: ({ knownIn, panes: { of, holds, holdsIn, emptyIn, runs, portOf, put } }) => {
    const load = () => import('./panes/StudentPane.svelte')
    // `of` is for the component that is loaded here.
    return Object.assign({ holds, holdsIn, emptyIn, runs, portOf, put, knownIn, load }, { of })
  },
  pictures: async () => (await import('#ui/task-kit/pictures/session-pictures')).sessionPictures
}
