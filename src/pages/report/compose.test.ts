import { expect, test } from 'vitest'
import { failure, type Result, success } from '#shared/fault'
import type { KeptRun } from '#shared/kept/kept-run'
import { machine } from '#shared/report/report.fixture'
import { noSamples } from '#shared/events/queue-samples'
import type { ShownTask } from '#ui/page-view'
import { loss } from '#tasks/loss/index'
import { outcomeOf } from '#tasks/loss/model/explain/outcome.fixture'
import { lossOutcome } from '#tasks/loss/model/kept-outcome'
import { composeReport, RunReader } from './compose'
import { readDraft, type ReportDraft, Sections } from './draft'
import type { RunShelf } from './run-shelf'

const sections = new Sections([{ id: loss.id, name: loss.name, title: loss.title }])
const draftOf = (given: Partial<ReportDraft> = {}): ReportDraft => ({
  ...readDraft(null, '2026-11-24', sections),
  ...given
})

function keptRun(id: string, given: Partial<KeptRun> = {}): KeptRun {
  const ledger = { sent: 20_000, lostRequests: 63, firstLost: 14_136 }
  return {
    id,
    task: loss.id,
    name: `Run ${id}`,
    startedAtEpochMs: 0,
    durationMs: 2500,
    end: 'finished',
    eventCount: 0,
    sizeBytes: 1,
    hash: `hash of ${id}`,
    outcome: lossOutcome(outcomeOf({ ledger })),
    startedAtMs: 0,
    endpoints: [],
    batches: [],
    queues: noSamples,
    machine,
    ...given
  }
}

/** A history of these runs, and which of them were opened. */
function historyOf(...runs: KeptRun[]) {
  const opened: string[] = []
  const open = (id: string): Promise<Result<KeptRun>> => {
    opened.push(id)
    const run = runs.find((one) => one.id === id)
    return Promise.resolve(run ? success(run) : failure('history/not-found', `${id} is gone`))
  }
  return { opened, runs, shelf: { open } as unknown as RunShelf }
}

const shown: ShownTask = {
  definition: loss,
  pictures: () =>
    Promise.resolve(({ name }: KeptRun) =>
      Promise.resolve([{ kind: 'chart', caption: name, svg: null as never }])
    )
}

const compose = async (
  runs: readonly KeptRun[],
  reader: RunReader,
  draft = draftOf(),
  progress: [number, number][] = []
) =>
  composeReport(
    draft,
    sections,
    () => [...runs],
    reader,
    (done, of) => progress.push([done, of])
  )

test('each picked run is read once, whatever is changed in the draft, and the progress is told', async () => {
  const { runs, shelf, opened } = historyOf(keptRun('a'), keptRun('b'))
  const reader = new RunReader(shelf, [shown])
  const progress: [number, number][] = []
  const report = await compose(runs, reader, draftOf(), progress)
  expect(progress).toEqual([
    [0, 2],
    [1, 2],
    [2, 2]
  ])
  await compose(runs, reader, draftOf({ partsLeftOut: ['code'] }))
  expect(opened).toEqual(['a', 'b'])
  expect(report).toMatchObject({ ok: true, value: { leadingRunId: 'a' } })
})

test('a session that went on is read anew, and a run has the name that it was given last', async () => {
  const { runs, shelf, opened } = historyOf(keptRun('a'))
  const reader = new RunReader(shelf, [shown])
  await compose(runs, reader)
  const renamed = await compose([keptRun('a', { name: 'The loss' })], reader)
  expect(opened).toEqual(['a'])
  expect(renamed).toMatchObject({
    value: {
      sections: expect.arrayContaining([
        expect.objectContaining({ kind: 'task', runs: [expect.objectContaining({ title: 'The loss' })] })
      ])
    }
  })
  await compose([keptRun('a', { hash: 'another' })], reader)
  expect(opened).toEqual(['a', 'a'])
})

test('a run that cannot be opened ends it, and is asked for again the next time', async () => {
  const { shelf, opened } = historyOf()
  const reader = new RunReader(shelf, [shown])
  for (let time = 1; time <= 2; time++) {
    expect(await compose([keptRun('a')], reader)).toMatchObject({
      ok: false,
      fault: { message: 'a is gone' }
    })
    expect(opened).toHaveLength(time)
  }
})

test('a run of a task that this version does not know says so', async () => {
  const { runs, shelf } = historyOf(keptRun('a', { task: 'task9' }))
  const reader = new RunReader(shelf, [shown])
  expect(await reader.read(runs[0]!)).toMatchObject({ ok: false, fault: { code: 'history/newer' } })
})

test('sections come in the draft’s order, without what was left out', async () => {
  const { runs, shelf } = historyOf(keptRun('a'))
  const draft = draftOf({
    order: ['machine', 'task4', 'runs', 'compare', 'programs'],
    leftOut: ['runs', 'compare']
  })
  const report = await compose(runs, new RunReader(shelf, [shown]), draft)
  expect(
    report.ok && report.value.sections.map((section) => ('task' in section ? section.task : section.kind))
  ).toEqual(['machine', 'task4', 'programs'])
})

test.each([
  ['code', 'programs'],
  ['answers', 'answers']
] as const)('the part %s can be left out', async (part, field) => {
  const { runs, shelf } = historyOf(keptRun('a'))
  const reader = new RunReader(shelf, [shown])
  const sectionOf = async (draft?: ReportDraft) => {
    const report = await compose(runs, reader, draft)
    return report.ok && report.value.sections.find((section) => section.kind === 'task')
  }
  const whole = await sectionOf()
  expect(whole && whole[field].length).toBeGreaterThan(0)
  const without = await sectionOf(draftOf({ partsLeftOut: [part] }))
  expect(without && without[field]).toEqual([])
  expect(without && without.runs).toHaveLength(1)
})

test('programs are those of the parts that were run, in Python, as students see them', async () => {
  const { runs, shelf } = historyOf(keptRun('a'))
  const report = await compose(runs, new RunReader(shelf, [shown]))
  const section = report.ok && report.value.sections.find((one) => one.kind === 'task')
  const programs = section ? section.programs : []
  expect(programs.map(({ title }) => title)).toEqual(['part2_server.py', 'part2_client.py'])
  expect(programs[1]!.text).toContain('n = int(input("Enter a Number: "))')
})

test('a question has the run that it is about as its evidence, and no sentence stands twice', async () => {
  const { runs, shelf } = historyOf(keptRun('loss'), keptRun('later', { outcome: null }))
  const report = await compose(runs, new RunReader(shelf, [shown]))
  const section = report.ok && report.value.sections.find((one) => one.kind === 'task')
  const answers = section ? section.answers : []
  const about = answers.find(({ questionId }) => questionId === 'task4/first-lost')
  expect(about?.evidence?.runId).toBe('loss')
  const cited = answers.flatMap(({ evidence }) => evidence?.lines ?? [])
  expect(cited.length).toBeGreaterThan(0)
  expect(new Set(cited).size).toBe(cited.length)
})
