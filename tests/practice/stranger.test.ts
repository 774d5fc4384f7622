/** How connect() is seen where the kernel tells nothing of another program's socket: by what a client takes of two datagrams. */
import path from 'node:path'
import { expect, it } from 'vitest'
import { success } from '../../src/shared/fault'
import { ClientScenes } from '../../src/tasks/practice/lab/play/client-scenes'
import { withProgram } from '../../src/tasks/practice/lab/with-program'
import { exerciseAssignment } from '../../src/tasks/practice/model/assignment'
import { connected } from '../../src/tasks/practice/model/checks/client-sockets'
import type { ClientRecord } from '../../src/tasks/practice/model/record'
import { roleOf } from '../../src/tasks/practice/model/roles'

/** As on a system that tells nothing of sockets. */
const untold = (record: ClientRecord): ClientRecord => ({
  ...record,
  received: record.received.map((datagram) => ({ ...datagram, socket: null }))
})

it.each([
  ['python/task3/client.py', true, /took the server’s answer alone/],
  ['practice/task3-client-connect.c', true, /took the server’s answer alone/],
  ['practice/task3-client.mjs', true, /took the server’s answer alone/],
  ['practice/task3-client-sendto.py', false, /its socket has no peer/]
])('%s: connected %s', async (name, isConnected, says) => {
  const role = roleOf('task3-client')
  if (role.side !== 'client') throw new Error('task3-client is a client')
  const judged = await withProgram(
    { file: path.resolve('resources', name), interpreter: null },
    async (ready) => {
      const scenes = new ClientScenes({ role, assignment: exerciseAssignment, newProgram: ready.newProgram })
      const verdict = await connected.judge(async (scene) => {
        const played = await scenes.play(scene)
        if (!played.ok) throw new Error(played.fault.message)
        return untold(played.value)
      }, exerciseAssignment)
      await scenes.end()
      return success(verdict)
    }
  )
  expect(judged).toMatchObject({
    ok: true,
    value: { passed: isConnected, seen: expect.stringMatching(says) }
  })
})
