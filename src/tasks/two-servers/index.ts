/** Task 2: two servers, and one client that tells their answers apart. */
import { defineTask } from '../task'
import { twoServersLesson } from './lesson'
import { twoServersCalls } from './model/calls'
import { twoServersReport } from './model/report'
import { numberedServer, twoServersClient } from './model/programs'

const sources = ['task2/server1', 'task2/server2', 'task2/client'] as const

export const twoServers = defineTask({
  id: 'task2',
  name: 'Task 2',
  title: 'Two servers, one client',
  summary: 'One unconnected socket talks to two servers; only the source address tells the answers apart.',
  invitation: 'Two servers answer one client; only their addresses tell the answers apart.',
  calls: twoServersCalls,
  programs: {
    'message-server-1': { ...numberedServer(1), source: 'task2/server1' },
    'message-server-2': { ...numberedServer(2), source: 'task2/server2' },
    'two-servers-client': { ...twoServersClient, source: 'task2/client' }
  },
  logs: {
    'server-1': { title: 'Server 1', role: 'server', source: 'task2/server1' },
    'server-2': { title: 'Server 2', role: 'server', source: 'task2/server2' },
    client: { title: 'Client', role: 'client', source: 'task2/client' }
  },
  lesson: twoServersLesson,
  outcome: null,
  reportedSources: () => sources,
  report: twoServersReport
})
