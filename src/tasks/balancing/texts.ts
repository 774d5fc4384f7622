/** All texts of the walkthrough. What a run showed is said with that run's own figures. */
import type { QuestionWords, StepWords } from '#shared/lessons/lesson'
import { counted, decimal, figure, percent } from '#shared/text'

export const stepWords = {
  one: {
    title: 'One server saturates',
    text: 'Twenty clients ask 60 times a second each. One server stands behind the [[load balancer]] and needs 1 ms for each datagram. So more work comes than one server can do.',
    watch: 'How long do clients wait for an answer? Look at the slowest 1 of 100.'
  },
  predict: {
    title: 'Before the second server',
    text: 'The same clients, the same pace, but two servers in the pool.'
  },
  two: {
    title: 'Two share the load',
    text: 'Clients still know one address only: the balancer’s. The balancer picks a server for each client, one after the other: [[round robin]].',
    watch: 'How many datagrams does each server get? How long do clients wait now?',
    otherwise: 'This time the run did not end. Run it again.'
  },
  spread: {
    title: 'Each datagram to another server',
    text: 'Four servers. Now the balancer picks a server for each datagram, not for each client.',
    watch: 'Follow one colour: how many servers does one client have?'
  },
  hash: {
    title: 'A hash keeps a client with its server',
    text: 'The same, but the balancer computes a hash of the client’s address and port. The hash picks the server. The balancer remembers nothing.',
    watch: 'Follow one colour again. Does the client change its server?'
  },
  unwatched: {
    title: 'A server dies, nobody looks',
    text: 'Server 1 stops in mid-run. The balancer checks nothing and continues to send there.',
    watch: 'Whose datagrams are lost, and until when?',
    otherwise: 'Server 1 did not stop in this run. Run it again.'
  },
  watched: {
    title: 'The same, with health checks',
    text: 'Server 1 stops again. Now the balancer listens for [[ICMP port unreachable]] and for silence, and takes such a server out.',
    watch: 'How fast does the balancer notice? What is lost after that?',
    otherwise: 'The balancer did not notice a failure in this run. Run it again.'
  },
  modulo: {
    title: 'When the pool shrinks: hash modulo N',
    text: 'Two hundred clients, four servers, a hash for each datagram. Server 1 stops: N becomes 3.',
    watch: 'How many clients of the other three servers get another server?',
    otherwise: 'No server was taken out in this run. Run it again.'
  },
  maglev: {
    title: 'What consistent hashing saves',
    text: 'The same, with [[consistent hashing]]: a table of 65,537 entries, as in Google’s Maglev.',
    watch: 'How many clients of the other three servers move now?',
    otherwise: 'No server was taken out in this run. Run it again.'
  }
} satisfies Record<string, StepWords>

export const buttons = {
  one: 'Run with one server',
  two: 'Run with two servers',
  spread: 'Pick for each datagram',
  hash: 'Pick by a hash',
  unwatched: 'Stop server 1 unwatched',
  watched: 'Stop server 1 with checks',
  modulo: 'Shrink the pool',
  maglev: 'Shrink it with Maglev'
} as const

/** By how much of the wait is left with more servers: below the second, from there on, and above the first. */
export const waitChoices = ['Much less than half', 'About half as long', 'As long as before'] as const
export const lostChoices = [
  'Only those of the clients that have server 1',
  'About a quarter of every client’s',
  'None: the balancer uses another server'
] as const
/** In the order of `movedShares`. */
export const movedChoices = ['None', 'About a quarter', 'About two thirds'] as const
export const movedShares = [0, 0.25, 2 / 3] as const

export const questionWords = {
  wait: {
    prompt: 'Two servers instead of one: how long does half of all clients’ requests wait at most?',
    modelAnswer:
      'Much less than half as long. One server had more to do than it could, so a queue grew in its [[receive buffer]]. Two servers have time left over: no queue grows, and a request waits little longer than the [[service time]].'
  },
  lost: {
    prompt: 'Server 1 of four dies and the balancer does not notice. Whose datagrams are lost?',
    modelAnswer:
      'Those of the clients whose session is on server 1: the balancer still sends them there, until the session ends. All other clients notice nothing.'
  },
  moved: {
    prompt: 'A hash modulo N picks among four servers. One goes. How many clients of the other three move?',
    modelAnswer:
      'About two thirds. The same hash divided by 3 leaves another remainder than divided by 4, for most clients. With [[consistent hashing]] almost nobody moves who need not.'
  },
  saves: {
    prompt: 'What does consistent hashing save, and for which services does it matter?',
    modelAnswer:
      'When a server comes or goes, only its own clients move; the others keep their server. Consistent hashing matters where a server knows something of its clients: sessions, caches, open calls. This lab’s servers keep no state, so here any server can answer any datagram.'
  }
} satisfies Record<string, QuestionWords>

const ms = (micros: number | null): string => (micros === null ? 'no' : decimal(micros / 1000))

export const saw = {
  comesNext: 'The next step shows whether you were right.',
  waits: (servers: number, p50: number | null, p99: number | null): string =>
    `With ${counted(servers, 'server')} half of the answers came within ${ms(p50)} ms, 99 of 100 within ${ms(p99)} ms.`,
  shares: (received: readonly number[]): string =>
    `The servers received ${received.map((count) => figure(count)).join(', ')} datagrams.`,
  queue: 'More came than the server could serve, so requests waited in its receive buffer.',
  noQueue: 'Both servers had time left over, so no queue grew.',
  moved: (moved: number, clients: number): string =>
    `${figure(moved)} of ${counted(clients, 'client')} had more than one server.`,
  kept: (clients: number): string =>
    `Each of ${counted(clients, 'client')} had one and the same server, although the balancer picked anew for every datagram.`,
  unwatched: (lost: number, moved: number): string =>
    `${counted(lost, 'request')} got no answer. ${figure(moved)} clients changed their server: the sessions of server 1 stayed there.`,
  detected: (server: string, detectedAfterMs: number | null): string =>
    detectedAfterMs === null
      ? `The balancer took ${server} out.`
      : `The balancer took ${server} out ${decimal(detectedAfterMs)} ms after it had stopped.`,
  after: (lostAfter: number, lost: number): string =>
    `${counted(lost, 'request')} got no answer, ${figure(lostAfter)} of what was sent after that moment.`,
  survivors: (moved: number, clients: number): string =>
    `${figure(moved)} of ${counted(clients, 'client')} (${percent(clients === 0 ? 0 : moved / clients)}) had another server, although theirs was still there.`,
  pool: (servers: number, sent: number, clients: number, returned: number): string =>
    `Your pool of ${counted(servers, 'server')} behind one address: ${counted(clients, 'client')} sent ${figure(sent)} datagrams, ${figure(returned)} answers came back.`
}
