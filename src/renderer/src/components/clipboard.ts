/**
 * Copies without asking: the lab refuses all permissions, and the asynchronous clipboard needs one. Within a click the
 * `copy` command is allowed, and its event takes any text.
 */
export function copyText(text: string): boolean {
  let taken = false
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    taken = true
  }
  document.addEventListener('copy', onCopy, { capture: true, once: true })
  // There is no other way without the permission.
  document.execCommand('copy')
  document.removeEventListener('copy', onCopy, { capture: true })
  return taken
}
