/** Walks every shape of the contract, and of the files that are read: no list, dictionary or text is without a bound. */
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { envelopeSchema, runSchemaOf } from '#lab/run-file/head-schema'
import { calls, runForms, tabs } from '#tasks/contract'
import { firstIssueOnly } from './bounded'
import { preloadCalls } from './contract'
import { notebookSchema } from './lessons/notebook'
import { reportDraftFileSchema } from './report/draft'
import { settingsFileSchemaOf } from './settings'

/** What valibot keeps of a schema, as far as a walk needs it. */
interface Node {
  kind: 'schema' | 'validation' | 'transformation' | 'metadata'
  type: string
  pipe?: Node[]
  entries?: Record<string, Node>
  options?: (Node | string)[]
  wrapped?: Node
  item?: Node
  key?: Node
  value?: Node
}

interface Found {
  path: string
  schema: Node
  /** What stands before it and after it in its pipe. */
  pipe: Node[]
}

function walk(schema: Node, path: string, pipe: Node[] = []): Found[] {
  if (schema.pipe) {
    const { pipe: steps } = schema
    const schemas = steps.filter(({ kind }) => kind === 'schema')
    return schemas.flatMap((step) => walk(step, path, steps))
  }
  const inner = [
    ...Object.entries(schema.entries ?? {}),
    ...(schema.options ?? []).map((option, index): [string, Node | string] => [`option ${index}`, option]),
    ...(['wrapped', 'item', 'key', 'value'] as const).map((name): [string, unknown] => [name, schema[name]])
  ].filter((entry): entry is [string, Node] => typeof entry[1] === 'object' && entry[1] !== null)
  return [{ path, schema, pipe }, ...inner.flatMap(([name, child]) => walk(child, `${path}.${name}`, []))]
}

const outcomes = Object.values(runForms).flatMap((form) => form.outcomes)
const roots = {
  ...Object.fromEntries(Object.entries(calls).map(([name, { input }]) => [name, input])),
  ...Object.fromEntries(Object.entries(preloadCalls).map(([name, { input }]) => [name, input])),
  ...Object.fromEntries(outcomes.map(({ kind, schema }) => [`outcome ${kind}`, schema])),
  notebookSchema,
  reportDraftFileSchema,
  settingsFileSchema: settingsFileSchemaOf(tabs),
  envelopeSchema,
  runSchema: runSchemaOf(runForms)
}
const found = Object.entries(roots).flatMap(([name, schema]) => walk(schema as unknown as Node, name))
const ofType = (...types: string[]): Found[] => found.filter(({ schema }) => types.includes(schema.type))

/** The whole pipe again, as it stands in the contract. */
const whole = ({ pipe }: Found): v.GenericSchema =>
  ({ ...v.pipe(...(pipe as unknown as [v.GenericSchema, v.GenericSchema])) }) as v.GenericSchema

const refusal = (schema: v.GenericSchema, input: unknown): string[] => {
  const { issues } = v.safeParse(schema, input, firstIssueOnly)
  return (issues ?? []).map(({ message }) => message)
}

test('the walk knows every kind of shape there is, and finds the lists', () => {
  const known = [
    ...['strict_object', 'object', 'array', 'record', 'string', 'number', 'boolean', 'picklist', 'literal'],
    ...['optional', 'exact_optional', 'nullable', 'union', 'variant', 'undefined', 'instance', 'custom'],
    // An outcome is of its kind's own shape, which is walked by itself; a run of a file is checked by runSchema.
    ...['lazy', 'unknown']
  ]
  expect(
    [...new Set(found.map(({ schema }) => schema.type))].filter((type) => !known.includes(type))
  ).toEqual([])
  const paths = ofType('array').map(({ path }) => path)
  expect(paths).toEqual(
    expect.arrayContaining(['exportRuns.ids.option 0', 'task4.sweep.values', 'envelopeSchema.runs'])
  )
  expect(ofType('record').length).toBeGreaterThan(3)
})

test('a million bad entries of any list are refused by its length, and none is read', () => {
  let reads = 0
  const items = new Proxy(new Array<unknown>(1_000_000), {
    get(target, key) {
      if (key !== 'length') reads += 1
      return Reflect.get(target, key) as unknown
    }
  })
  for (const list of ofType('array')) {
    reads = 0
    const messages = refusal(whole(list), items)
    expect(messages, list.path).toEqual([
      expect.stringMatching(/^a list of at most \d+ entries is expected$/)
    ])
    expect(reads, list.path).toBe(0)
  }
})

test('no value of a dictionary with too many keys is read', () => {
  const keys = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, index]))
  for (const dictionary of ofType('record')) {
    let reads = 0
    const input = new Proxy(keys, {
      get(target, key) {
        reads += 1
        return Reflect.get(target, key) as unknown
      }
    })
    const messages = refusal(whole(dictionary), input)
    expect(messages, dictionary.path).toEqual([expect.stringMatching(/^at most \d+ entries are expected$/)])
    expect(reads, dictionary.path).toBe(0)
  }
})

test('the first check of every text is its length', () => {
  const unbounded = ofType('string').filter(({ pipe }) => {
    return pipe[1]?.type !== 'max_length'
  })
  expect(unbounded.map(({ path }) => path)).toEqual([])
})

test('bytes have a bound', () => {
  const unbounded = ofType('instance').filter(({ pipe }) => pipe[1]?.type !== 'max_length')
  expect(unbounded.map(({ path }) => path)).toEqual([])
  expect(ofType('instance').map(({ path }) => path)).toEqual(['saveFile.bytes'])
})
