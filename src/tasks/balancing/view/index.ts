/** This task's part of the window. */
import type { TaskView } from '#ui/task-kit/task-view'
import { canOverlay, overlayMaximum } from './overlay/compared-runs'
import { BalancingState } from './state/balancing.svelte'

export const balancingView: TaskView<BalancingState> = {
  open: (needs) => new BalancingState(needs),
  tab: { load: () => import('./BalancingTab.svelte') },
  pictures: async () => (await import('./run-pictures')).runPictures,
  overlay: {
    maximum: overlayMaximum,
    canTake: canOverlay,
    load: () => import('./overlay/OverlayDialog.svelte')
  }
}
