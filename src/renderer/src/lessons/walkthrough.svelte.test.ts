import { afterEach, expect, it, vi } from 'vitest'
import { success } from '#shared/fault'
import { emptyNotebook, type Notebook } from '#shared/lessons/notebook'
import { type Lesson, ownWords, type Question, type Step } from '#shared/lessons/lesson'
import type { LessonView } from '#shared/lessons/view'
import type { EndpointInfo } from '#shared/events/endpoint'
import { SessionView } from '../session-view.svelte'
import type { TaskState } from '../task-kit/task-state.svelte'
import { notebook } from './notebook.svelte'
import { Walkthrough } from './walkthrough.svelte'

const server: EndpointInfo = {
  id: 1,
  name: 'Server',
  role: 'server',
  log: 'server',
  program: { id: 'message-server' },
  state: { phase: 'closed', local: null }
}

const step = (id: string, isDone: (view: LessonView) => boolean, more: Partial<Step> = {}): Step => ({
  id,
  title: id,
  text: id,
  isDone,
  saw: ({ endpoints }) => endpoints.map(({ info }) => `${info.name} was seen.`),
  ...more
})
const question = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  exercise: null,
  prompt: id,
  form: ownWords,
  modelAnswer: id,
  evidence: ({ endpoints }) => endpoints.map(({ info }) => `${info.name} was there.`),
  ...more
})

/** What the tab's own field holds. */
let field: string | null = null
let elsewhere: Record<string, string[]> = {}
const lesson: Lesson = {
  steps: [
    step('server', ({ endpoints }) => endpoints.length > 0, { action: { name: 'start', label: 'Start' } }),
    step('asked', ({ answered }) => answered.includes('in-step'), { asks: 'in-step' }),
    step('never', () => false, { action: { name: 'nothing', label: 'Do nothing' } })
  ],
  questions: [question('in-step'), question('field', { givenElsewhere: () => field }), question('free')]
}

afterEach(() => {
  field = null
  elsewhere = {}
  vi.unstubAllGlobals()
})

/** A walkthrough whose notebook is read from `pages`; `kept` is what was written since. */
async function opened(pages: Partial<Notebook> = {}) {
  const kept: Notebook[] = []
  const lab = {
    readNotebook: () =>
      Promise.resolve(success({ notebook: { ...emptyNotebook, ...pages }, setAside: null })),
    keepNotebook: (written: Notebook) => (kept.push(written), Promise.resolve(success(undefined)))
  }
  vi.stubGlobal('window', { lab })
  await notebook.open('as-left', ['task1'])
  const session = new SessionView('task1-1', 0, {})
  const acted: string[] = []
  const task = {
    task: 'task1',
    definition: { lesson },
    session,
    own: null,
    showsKept: false,
    fault: null as { code: string } | null,
    otherServers: false,
    saidElsewhere: (id: string) => elsewhere[id] ?? [],
    stopOtherServers: () => (acted.push('stop others'), Promise.resolve(task.otherServers)),
    actions: {
      start: () => (acted.push('start'), Promise.resolve(session.setEndpoint(server))),
      nothing: () => Promise.resolve()
    }
  }
  return { walk: new Walkthrough(task as unknown as TaskState), task, session, kept, acted }
}

const [first, , never] = lesson.steps as [Step, Step, Step]

it('marks what was done, whoever did it, once', async () => {
  const { walk, session, kept } = await opened()
  walk.check()
  expect([walk.doneCount, kept.length]).toEqual([0, 0])
  session.setEndpoint(server)
  walk.check()
  walk.check()
  expect(walk.isDone('server')).toBe(true)
  expect(walk.doneCount).toBe(1)
  expect(kept.map(({ done }) => Object.keys(done))).toEqual([['server']])
})

it('leaves the mark of what was done before, with its time', async () => {
  const { walk, session, kept } = await opened({ done: { server: 5, 'of-a-later-version': 6 } })
  expect(walk.doneCount).toBe(1)
  session.setEndpoint(server)
  walk.check()
  expect(kept).toEqual([])
  expect(notebook.pages.done).toEqual({ server: 5, 'of-a-later-version': 6 })
})

it('marks nothing that is only looked at in the history', async () => {
  const { walk, task, session, kept } = await opened()
  field = '7'
  session.setEndpoint(server)
  task.showsKept = true
  walk.check()
  expect(walk.doneCount).toBe(0)
  expect(kept).toEqual([])
})

it('takes an answer that was given in a field of the tab, with its evidence', async () => {
  const { walk, session } = await opened()
  session.setEndpoint(server)
  walk.check()
  expect(notebook.pages.answers['field']).toBeUndefined()
  field = '16156'
  walk.check()
  expect(notebook.pages.answers['field']).toMatchObject({ text: '16156', evidence: ['Server was there.'] })
  expect(notebook.pages.answers['free']).toBeUndefined()
})

it('never takes the field in place of an answer that was given in the walkthrough', async () => {
  const { walk } = await opened()
  walk.answer(walk.question('field'), 'my own')
  field = '16156'
  walk.check()
  expect(notebook.pages.answers['field']).toMatchObject({ text: 'my own' })
})

it('marks the step that asks as done when its question is answered', async () => {
  const { walk } = await opened()
  expect(walk.questions.map(({ id }) => id)).toEqual(['field', 'free'])
  walk.answer(walk.question('in-step'), 'yes')
  walk.check()
  expect(walk.isDone('asked')).toBe(true)
})

it('does a step by its button, and says which was missed', async () => {
  const { walk, acted } = await opened()
  await walk.act(first)
  expect(acted).toEqual(['start'])
  expect([walk.isDone('server'), walk.isMissed('server')]).toEqual([true, false])
  const acting = walk.act(never)
  expect([walk.acting, walk.isMissed('never')]).toEqual([true, false])
  // A second press while the first is on its way does nothing.
  await walk.act(first)
  expect(acted).toEqual(['start'])
  await acting
  expect([walk.acting, walk.isMissed('never'), walk.isMissed('server')]).toEqual([false, true, false])
})

it.each([true, false])('tries again only where a port was freed: %s', async (freed) => {
  const { walk, task, acted } = await opened()
  task.fault = { code: 'socket/address-in-use' }
  task.otherServers = freed
  await walk.act(first)
  expect(acted).toEqual(freed ? ['start', 'stop others', 'start'] : ['start', 'stop others'])
})

it('shows the step that was left, or the first where that is not known', async () => {
  const { walk } = await opened({ current: { task1: 'asked' } })
  expect(walk.index).toBe(1)
  walk.goTo(2)
  expect(walk.index).toBe(2)
  walk.goTo(3)
  expect(walk.index).toBe(2)
  const other = await opened({ current: { task1: 'of-a-later-version' } })
  expect(other.walk.index).toBe(0)
})

it('says what was seen of a step that is done, and of no other', async () => {
  const { walk, session } = await opened()
  expect(walk.saw(first)).toEqual([])
  session.setEndpoint(server)
  walk.check()
  expect(walk.saw(first)).toEqual(['Server was seen.'])
  expect(walk.saw(never)).toEqual([])
})

it('marks an answer by what the runs show, and one in own words not at all', async () => {
  const { walk } = await opened()
  const marked = question('marked', {
    verdict: (_view, answer) => ({ right: answer === '7', says: 'It was 7.' })
  })
  expect(walk.verdict(marked, '7')).toEqual({ right: true, says: 'It was 7.' })
  expect(walk.verdict(walk.question('free'), '7')).toBeNull()
})

it('says of a question what the runs show now, or else what they showed when it was answered', async () => {
  const { walk, session } = await opened({
    answers: { free: { text: 'x', answeredAtEpochMs: 1, evidence: ['It was so.'] } }
  })
  expect(walk.evidence(walk.question('free'))).toEqual(['It was so.'])
  session.setEndpoint(server)
  expect(walk.evidence(walk.question('free'))).toEqual(['Server was there.'])
  expect(walk.evidence(walk.question('in-step'))).toEqual(['Server was there.'])
})

it('what another task’s session says to the question counts before its own', async () => {
  const { walk, session } = await opened()
  session.setEndpoint(server)
  elsewhere = { free: ['The pool answered.'] }
  expect(walk.evidence(walk.question('free'))).toEqual(['The pool answered.'])
  expect(walk.evidence(walk.question('field'))).toEqual(['Server was there.'])
  walk.answer(walk.question('free'), 'By balancing.')
  expect(notebook.pages.answers['free']).toMatchObject({ evidence: ['The pool answered.'] })
})
