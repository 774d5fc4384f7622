/** What a report says of a session of Task 3. */
import { sessionFinding } from '#shared/report/session-finding'
import type { TaskReport } from '#shared/report/task-report'

export const connectReport: TaskReport = { finding: ({ figures }) => sessionFinding(figures) }
