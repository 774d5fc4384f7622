/**
 * Which rate and service time show a preset's picture on this machine: chosen from what a short rehearsal and filled
 * queues showed. Pure; the measuring is lab/calibration's. Derivation: docs/model.md.
 */
import { counted, decimal, figure } from '#shared/text'
import type { Preset } from './presets'
import type { LossParameters } from './parameters'
import { nearBalance, waitingAtEnd } from './prediction'

/** What a rehearsal of 10,000 numbers a second showed, paced and served as a preset would be. */
export interface Rehearsed {
  /** Numbers a second that were sent by plan. */
  rate: number
  /** Of those, how many a second the server served from the first to the last. */
  servedPerSecond: number
  /** The most datagrams that waited for the server at once. */
  peakWaiting: number
  /** Of them, those that wait because the server is slower by plan. */
  plannedWaiting: number
  lost: number
}

/** What unread queues of the server hold, in datagrams; null: it could not be measured. */
export interface Holds {
  usual: number | null
  /** With the SO_RCVBUF that cures the loss. */
  cured: number | null
}

export interface ChosenPreset {
  parameters: LossParameters
  /** What was chosen and why, in a sentence; null where there was nothing to choose. */
  says: string | null
  /** Why this machine may not show the picture, and what to do; null: it should. */
  doubt: string | null
}

/** Rates to choose from, in numbers a second: the fastest that the machine keeps to. */
const rates = [10_000, 5000, 2000, 1000, 500] as const
export const fastest = rates[0]
const slowest = rates[rates.length - 1]!
/** A chance group of datagrams may fill this share of the queue; the rest is for what the picture is about. */
const roomForChance = 0.25
/** Of what the machine can serve at most, so much is asked of it. */
const load = 0.5
/** Share of the planned rate below which the server was outrun by the machine, not by plan. */
const keptUp = 0.9
/** Loss is to begin at this share of the numbers. */
const lossBegins = 0.78
/** Where it begins, as a share of K x r / (r - 1): space comes back in quarters, and both sides work in groups. */
const earlier = 0.727
/** SO_RCVBUF 200000 must hold this many times what the run leaves waiting at its end. */
const cureMargin = 1.1

/** The fastest rate that leaves what chance adds within its room, and the server within its load. */
export function chooseRate(
  { rate, servedPerSecond, peakWaiting, plannedWaiting, lost }: Rehearsed,
  holds: number
): number {
  const chance = Math.max(1, peakWaiting - plannedWaiting)
  const byChance = (rate * roomForChance * holds) / chance
  const outrun = lost > 0 || servedPerSecond < keptUp * rate
  const byLoad = outrun ? load * servedPerSecond : Infinity
  const bearable = Math.min(byChance, byLoad)
  return rates.find((one) => one <= bearable) ?? slowest
}

/** rate x service time with which loss begins where it should, when the server's queue holds `holds`. */
export function chooseRatio(count: number, holds: number): number {
  return 1 / (1 - Math.min(0.5, (earlier * holds) / (lossBegins * count)))
}

function doubtOf(
  { count }: LossParameters,
  rehearsed: Rehearsed,
  holds: { usual: number; cured: number | null },
  rate: number
): string | null {
  const ratio = chooseRatio(count, holds.usual)
  if (ratio < nearBalance) {
    return `The usual receive buffer of this system holds only ${counted(holds.usual, 'datagram')}: where loss begins, chance decides. Ask for a larger server receive buffer and compare two of them.`
  }
  if (holds.cured === null || cureMargin * waitingAtEnd(count, ratio) > holds.cured) {
    return `SO_RCVBUF 200000 holds ${holds.cured === null ? 'not known how many' : figure(holds.cured)} datagrams here and the usual buffer ${figure(holds.usual)}: that may not be enough to cure the loss. On Linux net.core.rmem_max limits what a program gets.`
  }
  if (rate === slowest && rehearsed.servedPerSecond * load < slowest) {
    return `This machine served only ${figure(rehearsed.servedPerSecond)} datagrams a second in a rehearsal: it may lose others than those that the picture is about. Close other programs and run again.`
  }
  return null
}

/** @param holds of the payload of the preset's numbers */
export function choosePreset(
  { parameters }: Preset,
  rehearsed: Rehearsed,
  { usual, cured }: Holds
): ChosenPreset {
  if (usual === null) {
    return {
      parameters,
      says: null,
      doubt:
        'What this machine can do could not be measured: rate and service time are those of the machine on which the preset was made.'
    }
  }
  const rate = chooseRate(rehearsed, usual)
  const scale = parameters.rate / fastest
  // The presets' own ratio is for the machine that they were made on; those far above 1 are about something else.
  const planned = (parameters.rate * parameters.serviceUs) / 1e6
  const fills = planned > 1 && planned < 1.1
  const ratio = fills ? chooseRatio(parameters.count, usual) : planned
  const chosen = {
    ...parameters,
    rate: rate * scale,
    serviceUs: Number(((ratio * 1e6) / (rate * scale)).toFixed(1))
  }
  return {
    parameters: chosen,
    says: `Measured on this machine: the usual queue holds ${counted(usual, 'datagram')}; at most ${figure(rehearsed.peakWaiting)} waited in a rehearsal. Chosen: ${figure(chosen.rate)} numbers a second, ${decimal(chosen.serviceUs)} µs each.`,
    doubt: fills ? doubtOf(parameters, rehearsed, { usual, cured }, rate) : null
  }
}
