import { expect, it } from 'vitest'
import { failure, type Result, success } from '#shared/fault'
import type { EndpointInfo } from '#shared/events/endpoint'
import { oneServer } from '#tasks/one-server/index'
import type { oneServerCalls } from '#tasks/one-server/model/calls'
import { SessionView } from '../session-view.svelte'
import { type TabNeeds, TaskState } from './task-state.svelte'

class SomeTask extends TaskState<typeof oneServerCalls> {
  readonly definition = oneServer
  readonly actions = {}
}

/** A tab whose lab answers when the test says so. */
function newTask() {
  const asked: { name: string; input: unknown; answer: (result: Result<unknown>) => void }[] = []
  const said: string[] = []
  const views = { task1: new SessionView('1', 0, {}), task2: new SessionView('2', 0, {}) }
  const kept: Record<string, unknown> = {}
  const none = new SessionView('', 0, {})
  const live = (id: string): SessionView => (id === 'task1' || id === 'task2' ? views[id] : none)
  const task = new SomeTask({
    lab: {
      call: (name: string, input: unknown) => new Promise((answer) => asked.push({ name, input, answer })),
      callTask: (of: string, name: string, input: unknown) =>
        new Promise((answer) => asked.push({ name: `${of}.${name}`, input, answer }))
    },
    sessions: {
      ...{ of: live, live, kept, nowMs: () => 1234 },
      tasks: [
        { id: 'task1', name: 'Task 1' },
        { id: 'task2', name: 'Task 2' }
      ]
    },
    shell: { say: (notice: string) => said.push(notice) }
  } as unknown as TabNeeds)
  return { task, asked, said, views, kept }
}

const refused = failure('socket/address-in-use', 'Port 20001 is in use.')
const stop = (task: SomeTask) => task.attempt('stopServer')

it('is pending until it is answered, and gives the value', async () => {
  const { task, asked } = newTask()
  const answer = stop(task)
  expect(task.isPending('stopServer')).toBe(true)
  expect(task.isPending('startServer')).toBe(false)
  expect(asked).toMatchObject([{ name: 'task1.stopServer' }])
  asked[0]!.answer(success(undefined))
  expect(await answer).toEqual({ value: undefined })
  expect(task.isPending('stopServer')).toBe(false)
})

it('is pending until the last of two calls of one name is answered', async () => {
  const { task, asked } = newTask()
  const both = [stop(task), stop(task)]
  asked[1]!.answer(success(undefined))
  await both[1]
  expect(task.isPending('stopServer')).toBe(true)
  asked[0]!.answer(success(undefined))
  await both[0]
  expect(task.isPending('stopServer')).toBe(false)
})

it('shows the fault of a call and gives null, until the next one is made', async () => {
  const { task, asked } = newTask()
  const first = stop(task)
  asked[0]!.answer(refused)
  expect(await first).toBeNull()
  expect(task.fault).toMatchObject({ code: 'socket/address-in-use' })
  expect(task.isPending('stopServer')).toBe(false)
  const second = stop(task)
  expect(task.fault).toBeNull()
  asked[1]!.answer(success(undefined))
  await second
  expect(task.fault).toBeNull()
})

it('shows no fault for what the user ended', async () => {
  const { task, asked } = newTask()
  const answer = stop(task)
  asked[0]!.answer(failure('run/cancelled', 'The run was cancelled.'))
  expect(await answer).toBeNull()
  expect(task.fault).toBeNull()
})

it('refuses before it reaches the lab, with advice where there is some', () => {
  const { task, asked } = newTask()
  expect(task.refuse('No address.', 'Use four numbers.')).toBeNull()
  expect(task.fault).toEqual({ code: 'input/invalid', message: 'No address.', advice: 'Use four numbers.' })
  task.refuse('No port.')
  expect(task.fault).toEqual({ code: 'input/invalid', message: 'No port.' })
  expect(asked).toEqual([])
})

it('leaves an earlier fault when an endpoint is let go, and shows a new one', async () => {
  const { task, asked } = newTask()
  task.refuse('No port.')
  const first = task.letGo(1, 1)
  asked[0]!.answer(success(undefined))
  await first
  expect(task.fault).toMatchObject({ message: 'No port.' })
  const second = task.letGo(1, 2)
  asked[1]!.answer(failure('run/not-running', 'Nothing is held.'))
  await second
  expect(task.fault).toMatchObject({ code: 'run/not-running' })
})

it('stops the servers of other tasks that have one open, and says which', async () => {
  const { task, asked, said, views } = newTask()
  const local = { address: '127.0.0.1', port: 1 }
  const server = (id: number, log: 'server' | 'server-1' | 'server-2', open = true): EndpointInfo => ({
    id,
    name: `Server ${id}`,
    role: 'server',
    log,
    program: { id: 'message-server' },
    state: open
      ? { phase: 'open', local, peer: null, buffer: { requestedBytes: null, grantedBytes: null } }
      : { phase: 'closed', local }
  })
  expect(await task.stopOtherServers()).toBe(false)
  expect(said).toEqual([])
  views.task1.setEndpoint(server(1, 'server'))
  views.task2.setEndpoint(server(1, 'server-1', false))
  views.task2.setEndpoint(server(2, 'server-2'))
  const stopping = task.stopOtherServers()
  expect(asked).toMatchObject([{ name: 'stopServers', input: { task: 'task2' } }])
  asked[0]!.answer(success(undefined))
  expect(await stopping).toBe(true)
  expect(asked).toHaveLength(1)
  expect(said).toEqual(['Stopped, to free its port: Server 2 of Task 2'])
})

it('stops servers of other tasks only where one of them has the port, when a port is asked for', async () => {
  const { task, asked, views } = newTask()
  const local = { address: '127.0.0.1', port: 20_001 }
  const buffer = { requestedBytes: null, grantedBytes: null }
  const state = { phase: 'open', local, peer: null, buffer } as const
  const program = { id: 'message-server' } as const
  views.task2.setEndpoint({ id: 1, name: 'Server 1', role: 'server', log: 'server-1', program, state })
  expect(await task.stopOtherServers(20_000)).toBe(false)
  expect(asked).toEqual([])
  const stopping = task.stopOtherServers(20_001)
  expect(asked).toMatchObject([{ name: 'stopServers', input: { task: 'task2' } }])
  asked[0]!.answer(success(undefined))
  expect(await stopping).toBe(true)
})

it('has nothing on its way while a kept run is shown', () => {
  const { task, kept } = newTask()
  expect(task.nowMs()).toBe(1234)
  kept['task1'] = {}
  expect(task.showsKept).toBe(true)
  expect(task.nowMs()).toBe(Number.MAX_SAFE_INTEGER)
})
