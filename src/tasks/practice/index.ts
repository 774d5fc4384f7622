/** Practice: the student's own program, with the app on the other side. */
import { clientAddress, messageClient, messageFromClient, serverIsUp } from '#shared/events/common-programs'
import { defineTask } from '../task'
import { practiceLesson } from './lesson'
import { practiceCalls } from './model/calls'
import { practiceTerms } from './model/glossary'

export const practice = defineTask({
  id: 'practice',
  name: 'Practice',
  title: 'Your own program',
  summary: 'Run a program that you wrote. The app is its partner, and shows what it really does.',
  invitation: 'Write the programs yourself: the app talks to them, and checks them.',
  calls: practiceCalls,
  programs: {
    'message-server': { listening: serverIsUp, received: [messageFromClient, clientAddress], source: null },
    'message-client': { ...messageClient, source: null }
  },
  logs: {
    server: { title: 'Server of the app', lane: 'Server', role: 'server', source: null },
    client: { title: 'Client of the app', lane: 'Client', role: 'client', source: null }
  },
  withoutSlowMotion: true,
  lesson: practiceLesson,
  glossary: practiceTerms,
  outcome: null,
  reportedSources: () => []
})
