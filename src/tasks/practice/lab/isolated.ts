/** A check in a network of its own: a second process of this command line, in new namespaces. */
import { spawn } from 'node:child_process'
import { failure, type Result, success } from '#shared/fault'
import type { Isolation } from '../model/class/isolation'
import type { CheckOutcome } from '../model/outcome'
import type { CheckRequest } from './check-program'
import { type Surroundings, surroundings, unshare } from './namespaces'

/** A check has an end of its own long before. */
export const checkLimitMs = 60_000
const answerMost = 4_000_000

const wordsOf = ({ file, role, assignment, interpreter, own }: CheckRequest): string[] => [
  'check',
  '--json',
  `--task=${role}`,
  ...(assignment.variant === null ? [] : [`--variant=${assignment.variant}`]),
  ...(interpreter === null ? [] : [`--interpreter=${interpreter}`]),
  ...(own ? [`--checks=${own.file}`] : []),
  '--',
  file
]

const noAnswer = (why: string): ReturnType<typeof failure> =>
  failure('lab/failed', `The check came to no end: ${why}.`, { advice: 'Check this program alone.' })

export const tooSlow = failure(
  'lab/failed',
  `The check came to no end within ${checkLimitMs / 1000} s, and was stopped.`,
  { advice: 'Check this program alone.' }
)

const cancelled = failure('run/cancelled', 'The check was cancelled.')

/** @param commandLine what starts the command line: a Node and a script */
export async function checkIsolated(
  request: CheckRequest,
  commandLine: readonly string[],
  isolation: Exclude<Isolation, 'none'>
): Promise<Result<CheckOutcome>> {
  const around = await surroundings(isolation)
  try {
    return await checkWithin(request, commandLine, around)
  } finally {
    await around.leave()
  }
}

function checkWithin(
  request: CheckRequest,
  commandLine: readonly string[],
  { words, environment }: Surroundings
): Promise<Result<CheckOutcome>> {
  return new Promise((resolve) => {
    const child = spawn(unshare, words([...commandLine, ...wordsOf(request)]), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment }
    })
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, checkLimitMs)
    const stop = (): boolean => child.kill('SIGTERM')
    request.signal?.addEventListener('abort', stop, { once: true })
    let said = ''
    let complaint = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, answerMost)))
    child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => (complaint = (complaint + text).slice(0, 1000)))
    child.once('error', (error) => resolve(noAnswer(error.message)))
    child.once('close', (code) => {
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', stop)
      if (request.signal?.aborted) return resolve(cancelled)
      if (late) return resolve(tooSlow)
      resolve(read(said) ?? noAnswer(complaint.trim() || `the check ended with ${code ?? 'a signal'}`))
    })
  })
}

/** Null: it is no answer of a check. */
function read(said: string): Result<CheckOutcome> | null {
  try {
    const document = JSON.parse(said) as
      CheckOutcome | { fault: { code: 'lab/failed'; message: string; advice?: string } }
    if ('fault' in document) return { ok: false, fault: document.fault }
    // A check that was interrupted has a document too, without checks.
    return 'checks' in document ? success(document) : null
  } catch {
    return null
  }
}
