/** The line below the picture: the moment in words. */
import { balanceWords, eventWords, momentWords } from '#tasks/loss/model/queue/frame-words'
import { figure } from '#shared/text'
import type { Shown } from './live-film.svelte'
import type { Scene } from './scene'

/** The first says when and what, the others are the two sums. */
export function readoutOf(shown: Shown, scene: Scene): readonly string[] {
  if (shown.phase === 'idle') return ['Run it: each datagram is shown where it waits, and where it is lost.']
  if (shown.phase === 'film') {
    const { frame, facts } = shown.film
    const waiting = { server: scene.server.waiting, client: scene.client.waiting }
    const sums = balanceWords(frame, waiting)
    const at = momentWords(Math.max(0, frame.timeMs - facts.firstMs))
    return [`${at} after the first send. ${eventWords(frame)}`, ...sums]
  }
  return [
    `${figure(scene.sent)} sent, ${figure(scene.served)} served, ${figure(scene.returned)} returned so far.`,
    'What is not served yet may be lost already: the film after the run knows.'
  ]
}
