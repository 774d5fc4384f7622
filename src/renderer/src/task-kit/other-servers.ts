/** Servers that other tasks of this app have left listening. */
import type { TabNeeds } from './tab-needs'

/**
 * Stops them, and says so; false when there are none.
 * @param port only the tasks that have a server on this port
 */
export async function stopServersOfOthers(
  { lab, sessions, shell }: TabNeeds,
  task: string,
  port?: number
): Promise<boolean> {
  const stopped: string[] = []
  for (const other of sessions.tasks.filter(({ id }) => id !== task)) {
    const servers = sessions
      .live(other.id)
      .endpoints.filter(({ info }) => info.role === 'server' && info.state.phase === 'open')
    const holds = servers.some(
      ({ info: { state } }) => port === undefined || (state.phase === 'open' && state.local.port === port)
    )
    if (!holds) continue
    await lab.call('stopServers', { task: other.id })
    stopped.push(...servers.map(({ info }) => `${info.name} of ${other.name}`))
  }
  if (stopped.length > 0) shell.say(`Stopped, to free its port: ${stopped.join(', ')}`)
  return stopped.length > 0
}
