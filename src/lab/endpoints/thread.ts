/** The thread's door: requests in, responses and batches of events out, for one endpoint after the other. */
import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { EndpointAddress } from '#shared/events/address'
import { sizeOfBatch } from '#shared/events/batch-size'
import { lineKey, type Whereabouts } from '#shared/events/motion'
import { createSocket, furtherSockets, whyNotEngine } from '../net/engine'
import type { OwnBehaviours } from './behaviour'
import type { OwnWorks } from './work'
import { Endpoint } from './endpoint'
import { Gate } from './gate'
import { LoadLatch } from './load-latch'
import { Overflow } from './overflow'
import { type CommandName, controlSlots, type FromThread, type Request, type ThreadLease } from './protocol'
import { Recorder } from './recorder'
import { ServerTable } from './server-table'

const beatMs = 500

// Electron raises the priority of its main thread where it may, and threads inherit it: two busy endpoints would then
// starve the window. On Linux a priority is the thread's own (setpriority(2)).
if (process.platform === 'linux' && getPriority() < 0) setPriority(0)

/** What tasks' own endpoints do. */
interface Own {
  behaviours: OwnBehaviours
  works: OwnWorks
}

const latch = new LoadLatch(workerData as SharedArrayBuffer)

function serve({ behaviours: own, works }: Own, { engine, bell, port, ...shared }: ThreadLease): void {
  // The native module is loaded when the engine is asked about for the first time.
  if (engine === 'system' && !latch.load(() => void whyNotEngine(engine))) return
  const control = new Int32Array(shared.control)
  const tell = (message: FromThread, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer)

  const overflow = new Overflow(control, (counts) => {
    Atomics.add(control, controlSlots.beat, 1)
    tell({ type: 'beyond', counts })
  })
  /** Events that the lab has been told. */
  let rows = 0
  const recorder = new Recorder((batch) => {
    rows = batch.first + batch.count
    Atomics.add(control, controlSlots.beat, 1)
    overflow.leaves(sizeOfBatch(batch))
    const columns = [batch.offsetUs, batch.kind, batch.peer, batch.value, batch.sizeBytes]
    const transfer = columns.flatMap((column) =>
      typeof column === 'number' ? [] : [column.above.buffer as ArrayBuffer]
    )
    tell({ type: 'batch', batch }, transfer)
  }, overflow)

  /** Where slow motion has the program: the lab has all that happened until then. */
  function tellPlace(place: Whereabouts): void {
    recorder.flush()
    const printing = place.phase === 'held' && (place.call === 'print' || place.call === 'greet')
    tell({ type: 'place', place, printedTo: printing ? lineKey(rows - 1, place.index) : lineKey(rows, 0) })
  }

  const gate = new Gate(control, new Int32Array(shared.motion), tellPlace)
  const tellConnected = (peer: EndpointAddress): void => tell({ type: 'connected', peer })

  const servers = new ServerTable(shared.servers)
  const further = furtherSockets(engine)
  const around = { recorder, control, gate, servers, own, works, tellConnected, makeFurther: further.make }
  const endpoint = new Endpoint(around, (events) =>
    createSocket(
      engine,
      events,
      {
        bell,
        hold: (descriptor) => void Atomics.store(control, controlSlots.descriptor, descriptor),
        release: (descriptor) =>
          Atomics.compareExchange(control, controlSlots.descriptor, descriptor, 0) === descriptor
      },
      further
    )
  )

  async function answer<K extends CommandName>(request: Request & { name: K }): Promise<void> {
    const handler = endpoint.handlers[request.name] as (input: unknown) => Promise<unknown>
    const output = await handler(request.input)
    // Whoever waits for the answer must already have the events that led to it.
    recorder.flush()
    tell({ type: 'response', id: request.id, output } as FromThread)
    endpoint.goOn()
  }

  const beat = setInterval(() => Atomics.add(control, controlSlots.beat, 1), beatMs).unref()
  port.on('message', (request: Request) => void answer(request))
  port.on('close', () => clearInterval(beat))
}

/** @param own what the tasks have of their own, which the thread's entry knows */
export function serveEndpoints(own: Own): void {
  parentPort!.on('message', (lease: ThreadLease) => serve(own, lease))
}
