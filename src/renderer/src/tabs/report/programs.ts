/** The exercise's programs (resources/python), as the report prints them. */
import type { KeptRunSummary } from '#shared/model/kept-run'
import type { ReportProgram } from '#shared/report/report'
import type { TaskId } from '#shared/tasks/catalogue'
import task1Client from '../../../../../resources/python/task1/client.py?raw'
import task1Server from '../../../../../resources/python/task1/server.py?raw'
import task2Client from '../../../../../resources/python/task2/client.py?raw'
import task2Server1 from '../../../../../resources/python/task2/server1.py?raw'
import task2Server2 from '../../../../../resources/python/task2/server2.py?raw'
import task3Client from '../../../../../resources/python/task3/client.py?raw'
import task3Server from '../../../../../resources/python/task3/server.py?raw'
import part1Client from '../../../../../resources/python/task4/part1_client.py?raw'
import part1Server from '../../../../../resources/python/task4/part1_server.py?raw'
import part2Client from '../../../../../resources/python/task4/part2_client.py?raw'
import part2Server from '../../../../../resources/python/task4/part2_server.py?raw'
import part4Server from '../../../../../resources/python/task4/part4_server.py?raw'

const program = (title: string, text: string): ReportProgram => ({ title, text })

const fixed: Record<Exclude<TaskId, 'task4'>, ReportProgram[]> = {
  task1: [program('server.py', task1Server), program('client.py', task1Client)],
  task2: [
    program('server1.py', task2Server1),
    program('server2.py', task2Server2),
    program('client.py', task2Client)
  ],
  task3: [program('server.py', task3Server), program('client.py', task3Client)]
}

/** Of Task 4 the programs of those parts that the runs are of. */
function task4Programs(runs: readonly Pick<KeptRunSummary, 'outcome'>[]): ReportProgram[] {
  const byHand = runs.some(({ outcome }) => outcome === null)
  const counted = runs.some(({ outcome }) => outcome !== null) || runs.length === 0
  const buffered = runs.some(({ outcome }) => outcome !== null && outcome.parameters.serverBuffer !== null)
  return [
    ...(byHand ? [program('part1_server.py', part1Server), program('part1_client.py', part1Client)] : []),
    ...(counted ? [program('part2_server.py', part2Server), program('part2_client.py', part2Client)] : []),
    ...(buffered ? [program('part4_server.py', part4Server)] : [])
  ]
}

export function programsOf(task: TaskId, runs: readonly Pick<KeptRunSummary, 'outcome'>[]): ReportProgram[] {
  return task === 'task4' ? task4Programs(runs) : fixed[task]
}
