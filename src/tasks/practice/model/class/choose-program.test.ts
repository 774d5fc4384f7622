import { describe, expect, it, test } from 'vitest'
import { chooseProgram } from './choose-program'
import type { RoleName } from '../roles'

const chosen: [RoleName, string[], string][] = [
  ['task1-server', ['main.py'], 'main.py'],
  ['task1-server', ['client.py', 'server.py'], 'server.py'],
  ['task1-client', ['UDPClient.java', 'UDPServer.java'], 'UDPClient.java'],
  ['task1-server', ['client.py', 'main.py'], 'main.py'],
  ['task2-server2', ['client.c', 'server1.c', 'server2.c'], 'server2.c'],
  ['task2-server1', ['server_1.py', 'server_2.py', 'client.py'], 'server_1.py'],
  ['task4-part2-client', ['part1_client.py', 'part2_client.py', 'part2_server.py'], 'part2_client.py'],
  ['task3-client', ['task1/client.py', 'task3_client.py', 'task3_server.py'], 'task3_client.py'],
  ['task1-server', ['server.py', 'helpers.py'], 'server.py']
]

test.each(chosen)('for %s of %j it is %s', (role, files, file) => {
  expect(chooseProgram(files, role, 'ada')).toEqual({ ok: true, value: file })
})

describe('what is not decidable is named', () => {
  it.each([[['a.py', 'b.py']], [['server.py', 'server.c']], [['old/server.py', 'new/server.py']]])(
    '%j',
    (files) => {
      const result = chooseProgram(files, 'task1-server', 'ada')
      expect(result).toMatchObject({ ok: false, fault: { code: 'input/invalid' } })
      if (!result.ok) for (const file of files) expect(result.fault.message).toContain(`"${file}"`)
    }
  )

  it('no program at all', () => {
    expect(chooseProgram([], 'task1-server', 'ada')).toMatchObject({
      ok: false,
      fault: { code: 'file/not-read', message: 'No program is in the folder "ada".' }
    })
  })
})
