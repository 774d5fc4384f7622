/** Looks at both queues of a run while it goes on, often at first and less often the longer it takes. */
import type { EndpointAddress } from '#shared/events/address'
import { type QueueReading, type QueueSamples, samplesMaximum } from '#shared/events/queue-samples'
import { monotonicMs } from '#lab/clock'
import { QueueReader } from '#lab/net/queue-reader'

const firstIntervalMs = 4
/** A look may take this share of the time between two: a system with thousands of sockets has a long table. */
const shareMaximum = 0.02
/** What was seen is told this often. */
const tellEveryMs = 100

interface Row {
  timeMs: number
  server: QueueReading
  client: QueueReading
}

export interface QueueReadings {
  server: QueueReading
  client: QueueReading
}

export interface QueueWatch {
  /** Takes a last look and tells what was not told yet. Call it before the sockets are closed. */
  stop(): void
}

export class QueueSampler implements QueueWatch {
  readonly #reader: QueueReader
  readonly #sockets: readonly [server: EndpointAddress, client: EndpointAddress]
  readonly #tell: (samples: QueueSamples) => void
  readonly #looked: (readings: QueueReadings) => void
  #timer: NodeJS.Timeout | undefined
  #intervalMs = firstIntervalMs
  /** Looks until the series that is kept is halved, and with it how often is looked. */
  #left = samplesMaximum
  #untold: Row[] = []
  #toldMs = monotonicMs()

  constructor(
    reader: QueueReader,
    sockets: readonly [server: EndpointAddress, client: EndpointAddress],
    tell: (samples: QueueSamples) => void,
    looked: (readings: QueueReadings) => void
  ) {
    this.#looked = looked
    this.#reader = reader
    this.#sockets = sockets
    this.#tell = tell
    this.#go()
  }

  #go(): void {
    const costMs = this.#look()
    if (monotonicMs() - this.#toldMs >= tellEveryMs) this.#flush()
    this.#timer = setTimeout(() => this.#go(), Math.max(this.#intervalMs, costMs / shareMaximum))
  }

  /** Gives what it cost, in ms. */
  #look(): number {
    const beforeMs = monotonicMs()
    const readings = this.#reader.read(this.#sockets)
    const afterMs = monotonicMs()
    if (readings) {
      this.#untold.push({ timeMs: (beforeMs + afterMs) / 2, server: readings[0]!, client: readings[1]! })
      this.#looked({ server: readings[0]!, client: readings[1]! })
      this.#left -= 1
      if (this.#left === 0) {
        this.#intervalMs *= 2
        this.#left = samplesMaximum / 2
      }
    }
    return afterMs - beforeMs
  }

  #flush(): void {
    this.#toldMs = monotonicMs()
    if (this.#untold.length === 0) return
    const rows = this.#untold
    this.#untold = []
    const columns = (name: 'server' | 'client') => ({
      bytes: Uint32Array.from(rows, (row) => row[name].bytes),
      drops: Uint32Array.from(rows, (row) => row[name].drops)
    })
    this.#tell({
      timeMs: Float64Array.from(rows, ({ timeMs }) => timeMs),
      server: columns('server'),
      client: columns('client')
    })
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#look()
    this.#flush()
    this.#reader.close()
  }
}

/**
 * Watches the queues of these sockets, or does nothing where the system does not tell.
 *
 * @param looked told of every look at once; `tell` of many together
 */
export function watchQueues(
  server: EndpointAddress | null,
  client: EndpointAddress | null,
  tell: (samples: QueueSamples) => void,
  looked: (readings: QueueReadings) => void = () => undefined
): QueueWatch {
  const reader = server && client ? QueueReader.open() : null
  return reader ? new QueueSampler(reader, [server!, client!], tell, looked) : { stop: () => undefined }
}
