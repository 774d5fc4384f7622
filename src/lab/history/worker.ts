/** The history's thread: the database is slow at times, and nothing else waits for it. Needs node:sqlite (Node 22 or later). */
import { parentPort, workerData } from 'node:worker_threads'
import { failure, type Result } from '#shared/fault'
import type { HistoryAnswer, HistoryRequest, HistoryThreadData } from './protocol'
import { HistoryService } from './service'

const port = parentPort!
const service = new HistoryService((workerData as HistoryThreadData).file)

function answer({ name, input }: HistoryRequest): Result<unknown> {
  try {
    return service.answer(name, input as never)
  } catch (error) {
    // A bug: its trace is for the one who mends it.
    console.error(`history ${name}`, error)
    return failure('lab/failed', 'Something in the history itself went wrong.')
  }
}

port.on('message', (request: HistoryRequest) => {
  port.postMessage({ id: request.id, output: answer(request) } satisfies HistoryAnswer)
})
