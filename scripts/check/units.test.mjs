import { describe, expect, it } from 'vitest'
import { circles } from './cycles.mjs'
import { leftOut } from './registries.mjs'
import { unitGraphs } from './units.mjs'

/** @param {Record<string, string[]>} imports */
const graph = (imports) => new Map(Object.entries(imports).map(([file, targets]) => [file, new Set(targets)]))

/** @param {Record<string, string[]>} imports */
const found = (imports) =>
  unitGraphs(graph(imports)).flatMap(({ folder, graph: units }) =>
    circles(units).map((circle) => [folder, circle])
  )

describe('circles of folders', () => {
  it('are found below any folder, where no two files import each other', () => {
    expect(
      found({
        'lab/net/a.ts': ['lab/run/b.ts'],
        'lab/run/b.ts': [],
        'lab/run/c.ts': ['lab/net/d.ts'],
        'lab/net/d.ts': []
      })
    ).toEqual([['lab', ['net', 'run']]])
  })

  it('a file may rest on a sibling folder, and another be what that folder rests on', () => {
    expect(
      found({
        'shared/contract.ts': ['shared/events/batch.ts'],
        'shared/events/batch.ts': ['shared/fault.ts'],
        'shared/fault.ts': []
      })
    ).toEqual([])
  })

  it('parts of a task are layers of their own, and roots are no part of their folder', () => {
    expect(
      found({
        'tasks/loss/view/tab.svelte': ['renderer/src/task-kit/frame.svelte'],
        'renderer/src/task-kit/frame.svelte': ['tasks/task.ts'],
        'tasks/task.ts': [],
        'renderer/src/App.svelte': ['tasks/view.ts'],
        'tasks/view.ts': ['tasks/loss/view/tab.svelte']
      })
    ).toEqual([])
    expect(
      found({
        'tasks/loss/lab/run.ts': ['lab/session.ts'],
        'lab/session.ts': ['tasks/loss/lab/words.ts'],
        'tasks/loss/lab/words.ts': []
      })
    ).toEqual([['', ['lab', 'tasks/loss/lab']]])
  })

  it('says by which imports', () => {
    const [whole] = unitGraphs(
      graph({ 'a/one.ts': ['b/two.ts'], 'b/two.ts': ['a/three.ts'], 'a/three.ts': [] })
    )
    expect(whole?.why.get('a > b')).toBe('src/a/one.ts imports src/b/two.ts')
  })
})

describe('registries', () => {
  const whole = {
    'tasks/registry.ts': ['tasks/one/index.ts'],
    'tasks/lab.ts': ['tasks/one/lab/part.ts'],
    'tasks/view.ts': ['tasks/one/view/index.ts'],
    'tasks/cli.ts': ['tasks/one/cli/index.ts'],
    'pages/view.ts': ['pages/report/view.ts'],
    'tasks/one/index.ts': [],
    'pages/report/view.ts': []
  }

  it('are whole', () => {
    expect(leftOut(graph(whole))).toEqual([])
  })

  it('that leave a folder out are named', () => {
    expect(leftOut(graph({ ...whole, 'tasks/two/index.ts': [] }))).toEqual(
      ['registry', 'lab', 'view', 'cli'].map(
        (name) => `src/tasks/two has no line in src/tasks/${name}.ts: add it, or take the folder away.`
      )
    )
    expect(leftOut(graph({ ...whole, 'tasks/cli.ts': [], 'pages/bench/a.ts': [] }))).toEqual([
      'src/tasks/one has no line in src/tasks/cli.ts: add it, or take the folder away.',
      'src/pages/bench has no line in src/pages/view.ts: add it, or take the folder away.'
    ])
    expect(leftOut(graph({ ...whole, 'tasks/one/lab/behaviours.ts': [] }))).toEqual([
      'src/tasks/one/lab/behaviours.ts has no line in src/tasks/behaviours.ts: add it.'
    ])
  })
})
