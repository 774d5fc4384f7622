/** Tabs without sockets, in the order of their tabs, after the tasks. */
export interface PageDefinition {
  /** As its tab is called. */
  name: string
}

export const pages = {
  report: { name: 'Report' }
} as const satisfies Readonly<Record<string, PageDefinition>>

export type PageId = keyof typeof pages
export const pageNames = Object.keys(pages) as PageId[]
