import type { Html } from './html-template'

/** A drawing as a file of its own: there it must name its language. */
export const standalone = ({ markup }: Html): string =>
  markup.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
