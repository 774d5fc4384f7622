/** The report's part of the window. */
import type { PageView } from '#ui/page-view'
import { ReportState } from './report.svelte'
import { RunShelf } from './run-shelf'

export const reportView: PageView<ReportState> = {
  open: ({ lab, shell, tasks }) => new ReportState({ lab, shell, tasks, shelf: new RunShelf(lab) }),
  // What was typed before is there when the tab is.
  load: async (state) => (await Promise.all([import('./ReportTab.svelte'), state.open()]))[0]
}
