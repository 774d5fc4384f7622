/** The history's thread: the database is slow at times, and nothing else waits for it. Needs node:sqlite (Node 22 or later). */
import { parentPort, workerData } from 'node:worker_threads'
import { failure } from '#shared/fault'
import type { RunForms } from '#shared/kept/run-forms'
import type { ThreadRequest, ThreadResponse } from '../thread-calls'
import type { HistoryCalls, HistoryThreadData } from './protocol'
import { HistoryService } from './service'

type Request = ThreadRequest<HistoryCalls>
type Response = ThreadResponse<HistoryCalls>

/** @param forms what this version knows of each task */
export function serveHistory(forms: RunForms): void {
  const port = parentPort
  if (!port) throw new Error('The history is served in a thread of its own.')
  const service = new HistoryService((workerData as HistoryThreadData).file, forms)

  function answer({ name, input }: Request): Response['output'] {
    try {
      return service.answer(name, input as never) as Response['output']
    } catch (error) {
      // A bug: its trace is for the one who mends it.
      console.error(`history ${name}`, error)
      return failure('lab/failed', 'Something in the history itself went wrong.')
    }
  }

  port.on('message', (request: Request) => {
    port.postMessage({ id: request.id, output: answer(request) } satisfies Response)
  })
}
