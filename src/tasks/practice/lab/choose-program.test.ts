import { expect, it } from 'vitest'
import { chooseQuestion, runQuestion, takeDroppedProgram } from './choose-program'

it('names the file, its folder and what runs it', () => {
  const { message, detail, yes } = runQuestion('/home/ada/lab/server.py')
  expect(message).toBe('Run “server.py” with Python?')
  expect(detail).toContain('/home/ada/lab')
  expect(yes).toBe('Run program')
  expect(runQuestion('/home/ada/server.c').message).toBe('Run “server.c” with the C compiler?')
  expect(runQuestion('/home/ada/server').message).toBe('Run “server”?')
  expect(chooseQuestion('/home/ada/a.js').message).toBe('Choose “a.js” as your program, to be run with Node?')
})

it('shows what a name hides', () => {
  const { message, detail } = runQuestion('/home/\u202eada/yp.\u202erevres\n.py')
  expect(message).toBe('Run “yp.\\u202erevres\\n.py” with Python?')
  expect(detail).toContain('/home/\\u202eada')
})

it('takes nothing where nobody can be asked', async () => {
  expect(await takeDroppedProgram({}, 1, runQuestion)).toMatchObject({
    ok: false,
    fault: { code: 'lab/refused' }
  })
})
