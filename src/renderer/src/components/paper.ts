/** Pictures for paper are light whatever theme the window has: they are drawn on a sheet that nobody sees. */

let paper: HTMLElement | null = null

/** Where the colours of a picture are read: the window's own, or those of the sheet that is drawn on now. */
export const themeRoot = (): Element => paper ?? document.documentElement

/**
 * Draws on a sheet of the document (theme.css, `.paper`), which is taken away when the picture is made.
 *
 * @param draw reads all colours before it waits for anything
 */
export async function drawOnPaper<T>(draw: (sheet: HTMLElement) => Promise<T>): Promise<T> {
  const sheet = document.createElement('div')
  sheet.className = 'paper'
  sheet.inert = true
  document.body.append(sheet)
  let picture: Promise<T>
  paper = sheet
  try {
    picture = draw(sheet)
  } finally {
    paper = null
  }
  try {
    return await picture
  } finally {
    sheet.remove()
  }
}
