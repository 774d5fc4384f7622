/** How a student's file is run: which program runs it, and with which words. No shell has a part in it. */
import { execFile } from 'node:child_process'
import { access, constants, stat } from 'node:fs/promises'
import path from 'node:path'
import { failure, type Result, success } from '#shared/fault'
import { findInterpreter, type InterpreterName } from '#lab/machine/interpreters'

export interface LaunchPlan {
  /** Null: it needs no compiler. */
  compile: readonly string[] | null
  run: readonly string[]
  /** How long it may take until its sockets are there: a virtual machine starts slowly. */
  startMs: number
  /** It reserves far more address space than it uses. */
  reserves: boolean
}

interface Language {
  endings: readonly string[]
  interpreter: InterpreterName
  plan: (interpreter: string, file: string, folder: string) => LaunchPlan
}

const usualStartMs = 6000
const slowStartMs = 20_000

const languages: readonly Language[] = [
  {
    endings: ['.py'],
    interpreter: 'Python',
    plan: (python, file) => ({ compile: null, run: [python, file], startMs: usualStartMs, reserves: false })
  },
  {
    endings: ['.js', '.mjs', '.cjs'],
    interpreter: 'Node',
    plan: (node, file) => ({ compile: null, run: [node, file], startMs: usualStartMs, reserves: true })
  },
  {
    // One file, which java compiles itself (JEP 330).
    endings: ['.java'],
    interpreter: 'Java',
    plan: (java, file) => ({ compile: null, run: [java, file], startMs: slowStartMs, reserves: true })
  },
  {
    endings: ['.c'],
    interpreter: 'C compiler',
    plan: (compiler, file, folder) => {
      const program = path.join(folder, 'program.out')
      return {
        compile: [compiler, '-o', program, file, '-lm', '-lpthread'],
        run: [program],
        startMs: usualStartMs,
        reserves: false
      }
    }
  }
]

export const knownEndings = languages.flatMap(({ endings }) => endings)

const languageOf = (file: string): Language | undefined =>
  languages.find(({ endings }) => endings.includes(path.extname(file).toLowerCase()))

/** What runs, or compiles, the file; null: itself. */
export const interpreterOf = (file: string): InterpreterName | null => languageOf(file)?.interpreter ?? null

/** pyenv and its kin put a script before Python, which needs the user's own environment: Python itself is asked for. */
const realPython = (python: string): Promise<string> =>
  new Promise((resolve) =>
    execFile(python, ['-c', 'import sys; print(sys.executable)'], { timeout: 5000 }, (error, said) =>
      resolve((!error && said.trim()) || python)
    )
  )

/** Asked once each: they stay where they are. */
const found = new Map<InterpreterName, Promise<string | null>>()

function interpreterFile(name: InterpreterName): Promise<string | null> {
  const known = found.get(name)
  if (known) return known
  const looking = findInterpreter(name).then(({ path: file }) =>
    file !== null && name === 'Python' ? realPython(file) : file
  )
  found.set(name, looking)
  return looking
}

export const isExecutable = (file: string): Promise<boolean> =>
  Promise.all([stat(file), access(file, constants.X_OK)]).then(
    ([found]) => found.isFile(),
    () => false
  )

/**
 * @param file the copy that runs
 * @param folder where what is compiled may lie
 * @param interpreter the one that was chosen; null: the one of its ending
 */
export async function planLaunch(
  file: string,
  folder: string,
  interpreter: string | null
): Promise<Result<LaunchPlan>> {
  const language = languageOf(file)
  if (language) {
    const own = interpreter ?? (await interpreterFile(language.interpreter))
    if (own !== null) return success(language.plan(own, file, folder))
    return failure(
      'lab/no-interpreter',
      `This machine has no ${language.interpreter} to run "${path.basename(file)}".`,
      {
        advice: `Install it, or name the program that runs it.`
      }
    )
  }
  if (interpreter !== null)
    return success({ compile: null, run: [interpreter, file], startMs: usualStartMs, reserves: true })
  if (await isExecutable(file))
    return success({ compile: null, run: [file], startMs: usualStartMs, reserves: true })
  return failure(
    'input/invalid',
    `"${path.basename(file)}" is none of ${knownEndings.join(', ')}, and not executable.`,
    {
      advice: 'Choose the text of the program, or make a compiled program executable (chmod +x).'
    }
  )
}
