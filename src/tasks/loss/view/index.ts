/** This task's part of the window. Its charts and their library come when the window stands. */
import type { TaskView } from '#ui/task-kit/task-view'
import { LossState } from './state/loss.svelte'
import { canOverlay, overlayMaximum, whyNotOverlay } from './overlay/overlay.svelte'

export const lossView: TaskView<LossState> = {
  open: (needs) => new LossState(needs),
  tab: { load: () => import('./LossTab.svelte') },
  pictures: async () => (await import('./run-pictures')).runPictures,
  overlay: {
    maximum: overlayMaximum,
    canTake: canOverlay,
    whyNot: whyNotOverlay,
    load: () => import('./overlay/OverlayDialog.svelte')
  }
}
