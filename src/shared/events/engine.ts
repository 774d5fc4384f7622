/** What is behind the sockets: the system's own calls, or Node's dgram module. */
export const engineNames = ['system', 'node'] as const
export type EngineName = (typeof engineNames)[number]
