/** Task 3's trials: each on a connected and on an unconnected socket. */

export const trialNames = [
  'stranger',
  'dead-port',
  'second-address',
  'connect-only',
  'queued-before',
  'disconnect'
] as const
export type TrialName = (typeof trialNames)[number]

/** What a trial saw, in words and as a verdict. */
export interface TrialReport {
  trial: TrialName
  connected: boolean
  verdict: 'delivered' | 'filtered' | 'refused' | 'silence' | 'not-sent' | 'nothing-sent'
  /** One or two sentences with the ports and counts of this very run. */
  finding: string
}
