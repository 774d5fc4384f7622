/** Reads a file of own checks; what is wrong in it is told with its place, and with what to do. */
import { failure, type Result, success } from '#shared/fault'
import { exerciseAssignment } from '../assignment'
import { clientChecks } from '../checks/client'
import { serverChecks } from '../checks/server'
import { type RoleName, roleOf } from '../roles'
import { type Flaw, flawInWords, readJson } from './read-json'
import { type OwnCheck, type OwnChecks, ownChecksSchema, ownLimits } from './own-checks'

/** Ids of the app's own checks of this role: what own checks may depend on. */
function builtInIds(roleName: RoleName): string[] {
  const role = roleOf(roleName)
  const checks =
    role.side === 'server'
      ? serverChecks(role, { file: '', receiveBufferMost: null })
      : clientChecks(role, '')
  return checks.map(({ id }) => id)
}

const silenceMs = (check: OwnCheck): number =>
  (check.steps ?? [])
    .filter((step) => step.expect?.nothing)
    .reduce((sum, { withinMs = ownLimits.stepMs.usual }) => sum + withinMs, 0)

function flawOfCheck(check: OwnCheck, at: string, roleName: RoleName): Flaw | null {
  const role = roleOf(roleName)
  if (role.side === 'server') {
    const odd = (['scene', 'sends'] as const).find((name) => check[name] !== undefined)
    if (odd) return { place: `${at}.${odd}`, what: `this is for clients, and ${roleName} is a server` }
    if (!check.steps) return { place: `${at}.steps`, what: 'a check of a server needs steps' }
    const many = role.requests(exerciseAssignment).length
    const none = check.steps.findIndex(({ send }) => (send.request ?? 1) > many)
    if (none < 0) return null
    return {
      place: `${at}.steps[${none}].send.request`,
      what: `the exercise's client has ${many} for this server`
    }
  }
  if (check.steps)
    return { place: `${at}.steps`, what: `this is for servers, and ${roleName} is a client: use scene` }
  if (!check.scene) return { place: `${at}.scene`, what: 'a check of a client needs a scene' }
  if (check.printed.length === 0 && !check.sends?.length)
    return { place: at, what: 'sends or printed must say what is expected' }
  const servers = role.servers(exerciseAssignment).length
  const odd = check.sends?.findIndex((each) => each.server > servers || each.expect.nothing) ?? -1
  if (odd < 0) return null
  return {
    place: `${at}.sends[${odd}]`,
    what: `a datagram to one of ${servers === 1 ? 'the one server' : 'the two servers'} is expected`
  }
}

function flawOf({ checks, role }: OwnChecks): Flaw | null {
  const known = builtInIds(role)
  for (const [index, check] of checks.entries()) {
    const at = `checks[${index}]`
    if (known.includes(check.id)) return { place: `${at}.id`, what: `there is a check "${check.id}" already` }
    const missing = check.dependsOn.findIndex((id) => !known.includes(id))
    if (missing >= 0)
      return {
        place: `${at}.dependsOn[${missing}]`,
        what: `no check before it has the id "${check.dependsOn[missing]}"; ids are ${known.join(', ')}`
      }
    const flaw = flawOfCheck(check, at, role)
    if (flaw) return flaw
    known.push(check.id)
  }
  if (checks.reduce((sum, check) => sum + silenceMs(check), 0) > ownLimits.silenceMs)
    return {
      place: 'checks',
      what: `together they wait more than ${ownLimits.silenceMs / 1000} s for nothing`
    }
  return null
}

const advice = 'Correct this place. docs/grading.md describes the file, with an example.'

const refused = (name: string, flaw: Flaw): ReturnType<typeof failure> =>
  failure('file/damaged', `"${name}" has no checks that can be used: ${flawInWords(flaw)}.`, { advice })

/**
 * @param name of the file, for people
 * @param role that the file must be for
 */
export function readOwnChecks(written: string, name: string, role: RoleName | null): Result<OwnChecks> {
  const read = readJson(written, ownChecksSchema)
  if ('what' in read) return refused(name, read)
  const checks = read.value
  if (role !== null && checks.role !== role)
    return refused(name, { place: 'role', what: `it is for ${checks.role}, and ${role} is checked` })
  const flaw = flawOf(checks)
  return flaw ? refused(name, flaw) : success(checks)
}
