/** Threads that are used again: by whom, and that nothing of an earlier endpoint reaches a later one. */
import { expect, it } from 'vitest'
import { type Lease, ThreadPool } from '../../src/lab/endpoints/thread-pool'
import { cleanUp, projectFolder } from './support'

interface Word {
  threadId: number
  lease: number
}

const data = {
  control: new SharedArrayBuffer(64),
  motion: new SharedArrayBuffer(64),
  servers: new SharedArrayBuffer(64),
  engine: 'node',
  bell: -1
} as const

function newPool(): ThreadPool {
  const pool = new ThreadPool(`${projectFolder}/tests/loopback/fixtures/telling-worker.mjs`)
  cleanUp(() => pool.drain())
  return pool
}

/** Takes a thread; `said` resolves with the first thing that it tells this lease, `heard` has all. */
function take(pool: ThreadPool, trade: string) {
  const heard: Word[] = []
  let tell: (word: Word) => void
  const said = new Promise<Word>((resolve) => (tell = resolve))
  let end: () => void
  const ended = new Promise<void>((resolve) => (end = resolve))
  const lease: Lease = pool.take(trade, data, {
    message: (message) => {
      const word = message as unknown as Word
      heard.push(word)
      tell(word)
    },
    died: () => undefined,
    ended: () => end()
  })
  return { lease, said, heard, ended }
}

it('gives a thread that was given back to the next of its trade, and to no other', async () => {
  const pool = newPool()
  const first = take(pool, 'client')
  const { threadId } = await first.said
  first.lease.release()
  await first.ended

  const server = take(pool, 'server')
  cleanUp(() => server.lease.terminate())
  expect((await server.said).threadId).not.toBe(threadId)

  const second = take(pool, 'client')
  cleanUp(() => second.lease.terminate())
  expect(await second.said).toEqual({ threadId, lease: 2 })
  expect(first.heard).toEqual([{ threadId, lease: 1 }])
  expect(second.heard).toEqual([{ threadId, lease: 2 }])
})

it('gives each its own thread while nobody has given one back', async () => {
  const pool = newPool()
  const both = [take(pool, 'client'), take(pool, 'client')]
  cleanUp(() => Promise.all(both.map(({ lease }) => lease.terminate())))
  const ids = await Promise.all(both.map(async ({ said }) => (await said).threadId))
  expect(new Set(ids).size).toBe(2)
})

it('never gives out a thread that was ended', async () => {
  const pool = newPool()
  const ended = take(pool, 'client')
  const { threadId } = await ended.said
  await ended.lease.terminate()
  await ended.ended

  const given = take(pool, 'client')
  expect((await given.said).threadId).not.toBe(threadId)
  given.lease.release()
  await pool.drain()

  const afterwards = take(pool, 'client')
  cleanUp(() => afterwards.lease.terminate())
  expect(await afterwards.said).toMatchObject({ lease: 1 })
})
