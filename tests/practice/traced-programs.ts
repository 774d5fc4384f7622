/** Twelve programs whose lines are known. */
import type { RoleName } from '../../src/tasks/practice/model/roles'

export const tracedPrograms: readonly [file: string, role: RoleName][] = [
  ['python/task1/server.py', 'task1-server'],
  ['python/task1/client.py', 'task1-client'],
  ['python/task2/server1.py', 'task2-server1'],
  ['python/task2/server2.py', 'task2-server2'],
  ['python/task2/client.py', 'task2-client'],
  ['python/task3/server.py', 'task3-server'],
  ['python/task3/client.py', 'task3-client'],
  ['python/task4/part1_client.py', 'task4-part1-client'],
  ['python/task4/part2_server.py', 'task4-part2-server'],
  ['python/task4/part2_client.py', 'task4-part2-client'],
  ['practice/s06-clients-by-ip.py', 'task1-server'],
  ['practice/s07-port-and-send.py', 'task1-server']
]
