/** What is behind the sockets: the system's own calls, or Node's dgram module. */
export const engineNames = ['system', 'node'] as const
export type EngineName = (typeof engineNames)[number]

/** As a button or a heading names them. */
export const engineTitles = {
  system: 'System calls',
  node: 'node:dgram'
} as const satisfies Record<EngineName, string>

/** As a sentence names them. */
export const engineLabels = {
  system: 'the system’s own calls',
  node: 'node:dgram'
} as const satisfies Record<EngineName, string>
