/** Task 3: what connect() changes on a UDP socket. */
import { bystander, clientAddress, messageClient, serverIsUp } from '#shared/events/common-programs'
import { pythonBytes } from '#shared/events/payload'
import { bytesOf } from '#shared/events/program-lines'
import { defineTask } from '../task'
import { connectLesson } from './lesson'
import { connectCalls } from './model/calls'
import { connectReport } from './model/report'

const sources = ['task3/server', 'task3/client'] as const

export const connect = defineTask({
  id: 'task3',
  name: 'Task 3',
  title: 'connect() on a UDP socket',
  summary: 'connect() sends nothing: it fixes the peer in the kernel. See what that changes.',
  invitation: 'connect() sends nothing, and yet it changes what a UDP socket hears.',
  calls: connectCalls,
  programs: {
    'bytes-server': {
      listening: serverIsUp,
      received: [(event) => `message from client: ${pythonBytes(bytesOf(event))}`, clientAddress],
      source: 'task3/server'
    },
    // The same without connect() is Task 1's client.
    'message-client': {
      ...messageClient,
      source: (log) => (log === 'client' ? 'task3/client' : 'task1/client')
    },
    bystander: { ...bystander, source: null }
  },
  logs: {
    server: { title: 'Server', role: 'server', source: 'task3/server' },
    client: { title: 'Client', lane: 'Connected', role: 'client', source: 'task3/client', connects: true },
    unconnected: {
      title: 'Unconnected socket',
      lane: 'Unconnected',
      role: 'client',
      source: 'task1/client',
      programOnRequest: true
    }
  },
  notHeld: 'The tries below are not held: they are over in a moment.',
  lesson: connectLesson,
  outcome: null,
  reportedSources: () => sources,
  report: connectReport
})
