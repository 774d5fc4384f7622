/** The nginx that is installed here, and whether it can balance UDP. */
import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import { failure, type Result, success } from '#shared/fault'

export interface Nginx {
  file: string
  version: string
  /** A stream module that has to be loaded; null: it is part of the program. */
  streamModule: string | null
  /** It takes -e (since 1.19.5): else it complains of a log that only root may write. */
  takesErrorLog: boolean
}

/** Debian keeps it where a plain user's PATH does not look. */
const usualFolders = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin', '/usr/local/bin']

const candidates = (): string[] =>
  [...(process.env['PATH'] ?? '').split(path.delimiter), ...usualFolders]
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, 'nginx'))

async function canRun(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false
  )
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false
  )

/** What `nginx -V` says: its version and how it was built, on stderr. */
function askVersion(file: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(file, ['-V'], { timeout: 5000, maxBuffer: 1 << 20 }, (error, _stdout, stderr) =>
      resolve(error ? null : stderr)
    )
  })
}

export interface NginxBuild {
  version: string
  stream: 'built-in' | 'dynamic' | 'none'
  modulesFolder: string | null
}

/** @param text of `nginx -V` */
export function parseBuild(text: string): NginxBuild | null {
  const [, version] = /nginx version: \S*\/(\d+(?:\.\d+)*)/.exec(text) ?? []
  if (version === undefined) return null
  const [, modulesFolder = null] = /--modules-path=(\S+)/.exec(text) ?? []
  const stream = /--with-stream=dynamic(?:\s|$)/.test(text)
    ? 'dynamic'
    : /--with-stream(?:\s|$)/.test(text)
      ? 'built-in'
      : 'none'
  return { version, stream, modulesFolder }
}

const firstWithErrorLog = [1, 19, 5]

function isAtLeast(version: string, least: readonly number[]): boolean {
  const parts = version.split('.').map(Number)
  const index = least.findIndex((part, place) => (parts[place] ?? 0) !== part)
  return index < 0 || (parts[index] ?? 0) > (least[index] ?? 0)
}

const installAdvice = 'On Debian or Ubuntu: sudo apt install nginx libnginx-mod-stream. Then run again.'

const withoutStream = (file: string): { ok: false; fault: ReturnType<typeof failure>['fault'] } =>
  failure('lab/no-engine', `${file} has no stream module, and without it nginx balances no UDP.`, {
    advice: installAdvice
  })

/** @param files where it may be, the first that can be run counts */
export async function findNginx(files = candidates()): Promise<Result<Nginx>> {
  for (const file of files) {
    if (!(await canRun(file))) continue
    const build = parseBuild((await askVersion(file)) ?? '')
    if (!build)
      return failure('lab/no-engine', `${file} did not say what it is when it was asked (nginx -V).`, {
        advice: installAdvice
      })
    const { version, stream, modulesFolder } = build
    const module = modulesFolder && path.join(modulesFolder, 'ngx_stream_module.so')
    if (stream === 'none' || (stream === 'dynamic' && !(module && (await isThere(module)))))
      return withoutStream(file)
    return success({
      file,
      version,
      streamModule: stream === 'dynamic' ? module : null,
      takesErrorLog: isAtLeast(version, firstWithErrorLog)
    })
  }
  return failure('lab/no-engine', 'nginx is not installed here.', { advice: installAdvice })
}
