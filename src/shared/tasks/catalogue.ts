/** The lab's tasks and the words that go on the wire, to the letter of the exercise. */

export const taskIds = ['task1', 'task2', 'task3', 'task4'] as const
export type TaskId = (typeof taskIds)[number]

export interface TaskDescription {
  id: TaskId
  title: string
  /** One sentence: what is there to see. */
  summary: string
}

export const loopbackAddress = '127.0.0.1'
/** Where the exercise's server, and in Task 2 its server 1, listens. */
export const serverPort = 20_001
/** Where Task 2's server 2 listens. */
export const secondServerPort = 20_000

export const texts = {
  request: 'Helllo UDP Server',
  reply: 'Hello UDP Client',
  replyFromServer1: 'Hello UDP Client(from server 1)',
  replyFromServer2: 'Hello UDP Client(from server 2)'
} as const

export const catalogue: readonly TaskDescription[] = [
  {
    id: 'task1',
    title: 'One server, one client',
    summary: 'A server answers whoever writes to it; every client run has another ephemeral port.'
  },
  {
    id: 'task2',
    title: 'Two servers, one client',
    summary: 'One unconnected socket talks to two servers; only the source address tells the answers apart.'
  },
  {
    id: 'task3',
    title: 'connect() on a UDP socket',
    summary: 'connect() sends nothing: it fixes the peer in the kernel. See what that changes.'
  },
  {
    id: 'task4',
    title: 'Numbers, loss and the receive buffer',
    summary:
      'Send 1 to n without waiting and see which numbers come back, which do not, and which queue lost them.'
  }
]

export function describeTask(id: TaskId): TaskDescription {
  return catalogue.find((task) => task.id === id)!
}
