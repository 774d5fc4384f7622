/** Settings worth a run: the exercise's four parts, and experiments that show the law behind them. */
import { figure } from '#shared/text'
import { emulatedQueueBytes } from './emulated-queue'
import { lossDefaults, type LossParameters } from './parameters'

export const presetNames = ['one', 'eight', 'loss', 'no-loss'] as const
export const experimentNames = [
  'burst',
  'slow-server',
  'all-sent-before-reading',
  'slow-printer',
  'paced-sender',
  'original-machine',
  'original-cure'
] as const
export const allPresetNames = [...presetNames, ...experimentNames] as const
export type PresetName = (typeof allPresetNames)[number]

export interface Preset {
  name: PresetName
  title: string
  /** What it shows, in a sentence or two. */
  shows: string
  parameters: LossParameters
}

/**
 * A server that is a little slower than its client, so that its queue grows slowly and overflows after three quarters of
 * the numbers; docs/model.md derives it. Rate and service time are those of a queue of 256 on an idle machine: before a
 * run both are chosen anew for the machine (calibrated.ts). The client has room for every answer, so that what is lost
 * is lost at the server.
 */
const slowServer: LossParameters = {
  ...lossDefaults,
  serviceUs: 101.2,
  rate: 10_000,
  clientReads: 'while',
  clientBuffer: 400_000
}

/** The four parts of Task 4. */
export const presets: readonly Preset[] = [
  {
    name: 'one',
    title: 'One number',
    shows: 'Part 1: one number goes to the server and comes back.',
    parameters: { ...lossDefaults, count: 1 }
  },
  {
    name: 'eight',
    title: 'Eight numbers',
    shows: 'Part 2: 1 to 8 are sent without waiting, then read: all come back.',
    parameters: { ...lossDefaults, count: 8 }
  },
  {
    name: 'loss',
    title: 'Loss',
    shows: 'Part 3: complete up to a point, then gaps. The server is a little slower than the client.',
    parameters: slowServer
  },
  {
    name: 'no-loss',
    title: 'No loss',
    shows: 'Part 4: the same with SO_RCVBUF 200000 on the server: the queue is long enough for all.',
    parameters: { ...slowServer, serverBuffer: 200_000 }
  }
]

/** A server that prints each number, which takes one and a half times as long as the next one needs to come. */
const printer: LossParameters = { ...slowServer, serviceUs: 150 }

/** 15,000 numbers a second to a server that needs 820 µs for each: the first is lost after 16,156, as in the exercise. */
const original: LossParameters = { ...slowServer, serviceUs: 820, rate: 15_000, queue: 'emulated' }

/** Experiments beyond the exercise. */
export const experiments: readonly Preset[] = [
  {
    name: 'burst',
    title: 'All at once',
    shows:
      'The exercise’s own run: 1 to 20,000 as fast as possible, default buffers, and the client reads only when all is sent.',
    parameters: lossDefaults
  },
  {
    name: 'slow-server',
    title: 'Server too slow',
    shows:
      'The server needs 1.5 times as long as the client (r = 1.5), so of three requests one stays in the queue: a queue of K is full after 3 × K.',
    parameters: { ...printer, count: 4000 }
  },
  {
    name: 'all-sent-before-reading',
    title: 'All sent before reading',
    shows:
      'The answers wait in the client’s own queue, which nobody reads until all is sent: the first that does not fit is lost. The size of the server’s buffer changes nothing here.',
    parameters: { ...lossDefaults, count: 2000, serverBuffer: 4_000_000 }
  },
  {
    name: 'slow-printer',
    title: 'Slow printer',
    shows:
      'Printing a number takes the server one and a half times as long as the next one needs to come: its queue fills at once, and then one in three is lost.',
    parameters: printer
  },
  {
    name: 'paced-sender',
    title: 'Paced sender',
    shows:
      'The same slow server, and a client that sends a little less than it can print: nothing is lost. Raise the rate and see where loss begins.',
    parameters: { ...printer, rate: 6000 }
  },
  {
    name: 'original-machine',
    title: 'The original’s machine (emulated)',
    shows: `Emulated: a queue in the server that counts ${figure(emulatedQueueBytes)} bytes of payload and nothing else, a hypothesis fitted to the exercise. Complete to about 16156, then scattered numbers, as there. Takes 14 s.`,
    parameters: original
  },
  {
    name: 'original-cure',
    title: 'The original’s cure (emulated)',
    shows:
      'Emulated: the same queue with 200000 bytes. The numbers 1 to 20000 are 88,894 bytes of text, so all of them fit. Takes 17 s.',
    parameters: { ...original, serverBuffer: 200_000 }
  }
]

export const allPresets: readonly Preset[] = [...presets, ...experiments]
