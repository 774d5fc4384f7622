/** Each page's part of the window. An omission does not compile. */
import type { AnyPageView } from '#ui/page-view'
import type { PageId } from './registry'
import { reportView } from './report/view'

export const pageViews = { report: reportView } as const satisfies Record<PageId, AnyPageView>
