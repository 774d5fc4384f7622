/** What of the window stands while it starts: its bars, then a frame later the rest of it, piece by piece. */

/** A window that nobody sees is drawn no frame: then what waits for one comes after this. */
const unseenMs = 200

/** Calls once, after the next frame was drawn. */
function afterFrame(then: () => void): void {
  let called = false
  const call = (): void => {
    if (called) return
    called = true
    then()
  }
  // A task of its own: a callback of the frame would run before it is drawn.
  requestAnimationFrame(() => setTimeout(call))
  setTimeout(call, unseenMs)
}

class StartStages {
  /** What the shown tab is worked with: its buttons and steps. Its room is kept until then. */
  controls = $state(false)
  /** Its terminals and pictures, which take longest. */
  panes = $state(false)

  begin(): void {
    afterFrame(() => {
      this.controls = true
      afterFrame(() => (this.panes = true))
    })
  }
}

/** Of this window: what stood once stays. */
export const stages = new StartStages()
