/** A run's receive queues on paper: what waited in them, what they hold at most, and when the kernel dropped. */
import { chartSvg, type Key, linePath, type Scale } from '#shared/paper/chart'
import { at, line, path } from '#shared/paper/sheet'
import { dropRows, peakBytes, type QueueName, queueNames } from '#shared/events/queue-samples'
import type { KeptRun } from '#shared/kept/kept-run'
import type { Html } from '#shared/report/html-template'
import type { Replay } from '#shared/report/replay'
import { figure } from '#shared/text'
import { emulatedCapacity } from '../../model/emulated-queue'
import { firstSendMs } from '../../model/number-fate'
import type { LossOutcome } from '../../model/outcome'
import { waitingOf } from './waiting'

export interface QueueFigure {
  caption: string
  /** @param fieldPt height of the field between the axes */
  draw: (widthPt: number, fieldPt: number) => Html
}

const looks = {
  server: { ink: '#00865f', dropInk: '#c24e00' },
  client: { ink: '#0072b2', dropInk: '#a84a86' }
} as const

/** Fewer looks than this say nothing of how a queue grew. */
const looksMinimum = 8
/** Crosses beyond this many cover each other. */
const crossesMaximum = 60
const xTitle = 'time since the first send, s'

/** Rows from just before the first send to just after the last event. */
function rowsOf({ queues: { timeMs } }: KeptRun, firstMs: number, lastMs: number): [number, number] {
  const after = timeMs.findIndex((time) => time > lastMs)
  const before = timeMs.findLastIndex((time) => time <= firstMs)
  return [Math.max(0, before), after < 0 ? timeMs.length : after + 1]
}

/** The server's always; the client's where it came near its limit, or dropped. */
function shownQueues({ queues }: KeptRun, { buffers }: LossOutcome): QueueName[] {
  return queueNames.filter((name) => {
    const granted = buffers[name].grantedBytes
    const dropped = (queues[name].drops.at(-1) ?? 0) > 0
    return name === 'server' || dropped || (granted !== null && peakBytes(queues, name) > granted / 2)
  })
}

function crosses(xs: readonly number[], y: number, ink: string, { x, y: yOf }: Scale): Html {
  const step = Math.max(1, Math.ceil(xs.length / crossesMaximum))
  const marks = xs.filter((_, index) => index % step === 0)
  const d = marks.map((value) => `M${at(x(value) - 2)} ${at(yOf(y) - 2)}l4 4m0 -4l-4 4`).join('')
  return path(d, { ink, widthPt: 1.2 })
}

function sampled(run: KeptRun, outcome: LossOutcome, firstMs: number, lastMs: number): QueueFigure | null {
  const [first, end] = rowsOf(run, firstMs, lastMs)
  if (end - first < looksMinimum) return null
  const secondOf = (timeMs: number): number => Math.max(0, timeMs - firstMs) / 1000
  const seconds = Array.from(run.queues.timeMs.subarray(first, end), secondOf)
  const shown = shownQueues(run, outcome).map((name) => {
    const granted = outcome.buffers[name].grantedBytes
    const peak = peakBytes(run.queues, name)
    const isLimitShown = granted !== null && peak > granted / 4
    return {
      name,
      peak,
      limit: isLimitShown ? granted : null,
      bytes: run.queues[name].bytes.subarray(first, end),
      drops: dropRows(run.queues, name).map((row) => secondOf(run.queues.timeMs[row]!)),
      dropped: run.queues[name].drops.at(-1) ?? 0
    }
  })
  const most = Math.max(1, ...shown.flatMap(({ peak, limit }) => [peak, limit ?? 0]))
  const keys = shown.flatMap(({ name, limit, dropped }): Key[] => [
    { label: `${name}’s queue`, ink: looks[name].ink },
    ...(limit === null
      ? []
      : [{ label: `its limit, ${figure(limit)}`, ink: looks[name].ink, dash: '4 2.5' }]),
    ...(dropped > 0
      ? [{ label: `${figure(dropped)} dropped`, ink: looks[name].dropInk, sign: 'square' as const }]
      : [])
  ])
  const words = shown.map(
    ({ name, peak, dropped }) =>
      `the ${name}’s held at most ${figure(peak)} bytes, and ${figure(dropped)} were dropped`
  )
  const waited = shown.map(({ name, peak }) => `${figure(peak)} bytes at the ${name}`)
  const draw = (scale: Scale): Html[] =>
    shown.flatMap(({ name, limit, bytes, drops }) => [
      ...(limit === null
        ? []
        : [
            line(scale.leftPt, scale.y(limit), scale.rightPt, scale.y(limit), {
              ink: looks[name].ink,
              dash: '4 2.5'
            })
          ]),
      path(linePath(seconds, bytes, scale), { ink: looks[name].ink }),
      ...(drops.length > 0 ? [crosses(drops, limit ?? most, looks[name].dropInk, scale)] : [])
    ])
  return {
    caption: `Receive queues over time, as the kernel counts: at most ${waited.join(' and ')}.`,
    draw: (widthPt, fieldPt) =>
      chartSvg({
        widthPt,
        fieldPt,
        description: `Receive queues over time: ${words.join('; ')}`,
        x: { title: xTitle, to: seconds.at(-1) ?? 1 },
        y: { title: 'bytes waiting', to: most * 1.04 },
        keys,
        draw
      })
  }
}

function rebuilt({ endpoints }: Replay, outcome: LossOutcome, firstMs: number): QueueFigure | null {
  const waiting = waitingOf(endpoints, outcome.parameters.count, firstMs)
  if (waiting === null || waiting.datagrams.length < looksMinimum) return null
  const most = waiting.datagrams.reduce((high, value) => Math.max(high, value), 1)
  const capacity = emulatedCapacity(outcome.parameters)
  const which =
    capacity === null
      ? 'Requests that waited for the server'
      : `Emulated queue of ${figure(capacity)} bytes: requests that waited for the server`
  const words = `at most ${figure(most)}`
  return {
    caption: `${which}, rebuilt from the events: ${words}.`,
    draw: (widthPt, fieldPt) =>
      chartSvg({
        widthPt,
        fieldPt,
        description: `${which} over time: ${words}`,
        x: { title: xTitle, to: waiting.seconds.at(-1) ?? 1 },
        y: { title: 'requests waiting', to: most * 1.04 },
        keys: [{ label: capacity === null ? 'waiting' : 'emulated queue', ink: looks.server.ink }],
        draw: (scale) => path(linePath(waiting.seconds, waiting.datagrams, scale), { ink: looks.server.ink })
      })
  }
}

/** @param lastMs the last event that counts. Null: too little is known to draw. */
export function queueFigure(
  run: KeptRun,
  replayed: Replay,
  outcome: LossOutcome,
  lastMs: number
): QueueFigure | null {
  const firstMs = firstSendMs(replayed.endpoints) ?? 0
  // What stands before the emulated queue is the kernel's, and no figure of the one says anything of the other.
  const seen = outcome.parameters.queue === 'kernel' ? sampled(run, outcome, firstMs, lastMs) : null
  return seen ?? rebuilt(replayed, outcome, firstMs)
}
