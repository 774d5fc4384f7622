/** Task 1: one server answers every client that writes to it. */
import { clientAddress, messageClient, messageFromClient, serverIsUp } from '#shared/events/common-programs'
import { defineTask } from '../task'
import { oneServerLesson } from './lesson'
import { oneServerCalls } from './model/calls'
import { oneServerReport } from './model/report'

const sources = ['task1/server', 'task1/client'] as const

export const oneServer = defineTask({
  id: 'task1',
  name: 'Task 1',
  title: 'One server, one client',
  summary: 'One server answers every client; every client run has another ephemeral port.',
  invitation: 'One server answers every client that writes to it.',
  calls: oneServerCalls,
  programs: {
    'message-server': {
      listening: serverIsUp,
      received: [messageFromClient, clientAddress],
      source: 'task1/server'
    },
    'message-client': { ...messageClient, source: 'task1/client' }
  },
  logs: {
    server: { title: 'Server', role: 'server', source: 'task1/server' },
    client: { title: 'Client', role: 'client', source: 'task1/client' }
  },
  lesson: oneServerLesson,
  outcome: null,
  reportedSources: () => sources,
  report: oneServerReport
})
