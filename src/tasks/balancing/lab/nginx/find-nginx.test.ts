import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findNginx, parseBuild } from './find-nginx'

const debian =
  'nginx version: nginx/1.22.1\nconfigure arguments: --modules-path=/usr/lib/nginx/modules --with-stream=dynamic --with-stream_ssl_module\n'

it.each([
  [debian, { version: '1.22.1', stream: 'dynamic', modulesFolder: '/usr/lib/nginx/modules' }],
  [
    'nginx version: nginx/1.27.3 (Ubuntu)\nconfigure arguments: --with-stream --with-debug',
    { version: '1.27.3', stream: 'built-in', modulesFolder: null }
  ],
  [
    'nginx version: nginx/1.22.1\nconfigure arguments: --with-stream_ssl_module',
    { version: '1.22.1', stream: 'none', modulesFolder: null }
  ],
  ['nginx version: openresty/1.25.3.1\n', { version: '1.25.3.1', stream: 'none', modulesFolder: null }],
  ['no such thing', null]
])('reads of what %j was built', (text, build) => {
  expect(parseBuild(text)).toEqual(build)
})

/** A program that answers -V like nginx. */
describe.skipIf(process.platform === 'win32')('what is installed', () => {
  const folders: string[] = []
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))

  function installed(text: string, { module = false, code = 0 } = {}): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'udp-lab-find-nginx-'))
    folders.push(folder)
    const modules = path.join(folder, 'modules')
    mkdirSync(modules)
    if (module) writeFileSync(path.join(modules, 'ngx_stream_module.so'), '')
    const file = path.join(folder, 'nginx')
    writeFileSync(
      file,
      `#!/bin/sh\nprintf '%s\\n' '${text.replace('/usr/lib/nginx/modules', modules)}' >&2\nexit ${code}\n`
    )
    chmodSync(file, 0o755)
    return file
  }

  it('is used with the module that it loads', async () => {
    const file = installed(debian, { module: true })
    const found = await findNginx(['/no/such/nginx', file])
    expect(found).toMatchObject({ ok: true, value: { file, version: '1.22.1', takesErrorLog: true } })
    expect(found.ok && found.value.streamModule).toMatch(/modules\/ngx_stream_module\.so$/)
  })

  it('an old one is not asked for what it does not have', async () => {
    const file = installed('nginx version: nginx/1.19.4\nconfigure arguments: --with-stream')
    expect(await findNginx([file])).toMatchObject({ value: { streamModule: null, takesErrorLog: false } })
  })

  it.each([
    ['without its module’s file', debian, {}, /no stream module/],
    [
      'built without stream',
      'nginx version: nginx/1.22.1\nconfigure arguments: --with-http_v2_module',
      {},
      /no stream module/
    ],
    ['something else of that name', 'hello', {}, /did not say what it is/],
    ['one that fails', debian, { code: 1 }, /did not say what it is/]
  ])('%s: says what to do', async (_what, text, more, message) => {
    const found = await findNginx([installed(text, more)])
    expect(found).toMatchObject({ ok: false, fault: { code: 'lab/no-engine' } })
    expect(!found.ok && found.fault.message).toMatch(message)
    expect(!found.ok && found.fault.advice).toContain('apt install nginx libnginx-mod-stream')
  })

  it('none: says so', async () => {
    expect(await findNginx(['/no/such/nginx'])).toMatchObject({
      fault: { message: 'nginx is not installed here.' }
    })
  })
})
