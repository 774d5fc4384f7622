/** Which dialog is open over the window: at most one. */
export type DialogName = 'history' | 'overlay' | 'settings' | 'shortcuts' | 'machine'

export class Dialogs {
  shown: DialogName | null = $state(null)

  show(name: DialogName): void {
    this.shown = name
  }

  close(): void {
    this.shown = null
  }
}
