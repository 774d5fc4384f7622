/** A network namespace of a test's own, with a bad path on its loopback. It needs root and iproute2, and installs nothing. */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Ledger } from '../../src/tasks/loss/model/ledger'
import type { Witness } from '../../src/tasks/loss/model/witness'
import { projectFolder } from '../loopback/support'

/** What a test needs of `task4 --json`. */
export interface Task4Json {
  ledger: Ledger
  kernelDrops: { server: number; client: number }
  witness: Witness
  foreign: { server: number; client: number }
}

/** What the path does to datagrams, in per cent of them; those that are reordered overtake what is delayed. */
export interface Impairment {
  loss?: number
  duplicate?: number
  reorder?: number
  delayMs?: number
}

const ip = (...words: string[]): void => void execFileSync('ip', words, { stdio: 'pipe' })

/** netem's words (netem(8)). */
function netemWords({ loss = 0, duplicate = 0, reorder = 0, delayMs = 0 }: Impairment): string[] {
  return [
    ...(delayMs > 0 ? ['delay', `${delayMs}ms`] : []),
    ...(reorder > 0 ? ['reorder', `${reorder}%`] : []),
    'loss',
    `${loss}%`,
    'duplicate',
    `${duplicate}%`
  ]
}

export class Namespace {
  readonly name = `udp-lab-test-${process.pid}`
  /** netem where the kernel has it, else a path of our own in user space (path.py). */
  readonly means: 'netem' | 'tun'
  #path: ChildProcess | null = null
  readonly #remove = (): void => {
    this.#path?.kill('SIGKILL')
    try {
      ip('netns', 'del', this.name)
    } catch {
      // It is gone already.
    }
  }

  constructor() {
    process.once('exit', this.#remove)
    try {
      ip('netns', 'add', this.name)
      ip('-n', this.name, 'link', 'set', 'lo', 'up')
      this.means = this.#netem({}) ? 'netem' : 'tun'
    } catch (error) {
      this.remove()
      throw error
    }
  }

  #netem(impairment: Impairment): boolean {
    const words = [
      '-n',
      this.name,
      'qdisc',
      'replace',
      'dev',
      'lo',
      'root',
      'netem',
      ...netemWords(impairment)
    ]
    try {
      execFileSync('tc', words, { stdio: 'pipe' })
      return true
    } catch {
      return false
    }
  }

  /** Makes the path bad in another way than before. */
  async impair(impairment: Impairment): Promise<void> {
    if (this.means === 'netem') {
      if (!this.#netem(impairment)) throw new Error('netem refused these words')
      return
    }
    await this.#endPath()
    const { loss = 0, duplicate = 0, reorder = 0, delayMs = 0 } = impairment
    const settings = { loss, duplicate, reorder, 'delay-ms': delayMs }
    const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
    const call = ['netns', 'exec', this.name, 'python3', 'tests/netns/path.py', ...words]
    const path = spawn('ip', call, { cwd: projectFolder, stdio: ['pipe', 'pipe', 'pipe'] })
    this.#path = path
    let said = ''
    path.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    const ended = once(path, 'close').then(() => {
      throw new Error(`the path ended: ${said.trim().split('\n').at(-1)}`)
    })
    ended.catch(() => undefined)
    await Promise.race([once(path.stdout, 'data'), ended])
  }

  async #endPath(): Promise<void> {
    const path = this.#path
    this.#path = null
    if (!path || path.exitCode !== null) return
    path.stdin!.end()
    await once(path, 'close')
  }

  /** The built command line inside. */
  task4(...words: string[]): Promise<Task4Json> {
    const call = ['netns', 'exec', this.name, 'node', 'scripts/lab.mjs', 'task4', ...words, '--json']
    const options = {
      cwd: projectFolder,
      timeout: 25_000,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined }
    }
    return new Promise((resolve, reject) => {
      execFile('ip', call, options, (error, stdout) => {
        if (error) reject(error)
        else resolve(JSON.parse(stdout) as Task4Json)
      })
    })
  }

  remove(): void {
    process.off('exit', this.#remove)
    this.#remove()
  }
}

/** What makes a bad path here, or why nothing can. The kernel's own netem is asked for first, and used where it is. */
export type PathMeans = { there: true; by: string } | { there: false; refusal: string }

export async function pathMeans(): Promise<PathMeans> {
  if (process.platform !== 'linux') return refused('network namespaces are a thing of Linux')
  if (process.getuid?.() !== 0) return refused('root is needed to make a network namespace')
  let namespace: Namespace | null = null
  try {
    namespace = new Namespace()
    await namespace.impair({})
    const without = 'a path in user space (tests/netns/path.py), as this kernel has no netem'
    return { there: true, by: namespace.means === 'netem' ? 'netem' : without }
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n')
    return refused(`iproute2 and netem, or else python3 and TUN, are needed: ${reason}`)
  } finally {
    namespace?.remove()
  }
}

const refused = (refusal: string): PathMeans => ({ there: false, refusal })
