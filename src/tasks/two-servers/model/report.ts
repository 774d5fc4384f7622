/** What a report says of a session of Task 2. */
import { sessionFinding } from '#shared/report/session-finding'
import type { TaskReport } from '#shared/report/task-report'

export const twoServersReport: TaskReport = { finding: ({ figures }) => sessionFinding(figures) }
