/** What the head of a `.udplab` file may say, to the bound: what comes from elsewhere is not trusted in any field. */
import * as v from 'valibot'
import { faultCodes } from '#shared/fault'
import { list, text } from '#shared/bounded'
import { task4Schema } from '#shared/contract'
import { runNameSchema } from '#shared/history-calls'
import { isIpv4, portMaximum } from '#shared/model/address'
import type { ProgramId } from '#shared/model/endpoint'
import { engineNames } from '#shared/model/engine'
import { runFileReportSchema, runIdSchema } from '#shared/model/run-file-report'
import { taskIds } from '#shared/tasks/catalogue'
import { predictionReasons } from '#shared/tasks/task4-prediction'
import { rawBytesMaximum } from '../history/pack'

export const runsMaximum = 10_000

/** The programs that endpoints of a run may be. */
export const programIds = [
  'message-server',
  'message-server-1',
  'message-server-2',
  'bytes-server',
  'number-server',
  'echo-server',
  'message-client',
  'two-servers-client',
  'numbers-client',
  'bystander'
] as const satisfies readonly ProgramId[]

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const time = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(8.64e15))
const orNull = <T extends v.GenericSchema>(schema: T) => v.nullable(schema)

const address = v.strictObject({
  address: v.pipe(text(15), v.check(isIpv4)),
  port: v.pipe(count, v.maxValue(portMaximum))
})
const buffer = v.strictObject({ requestedBytes: orNull(count), grantedBytes: orNull(count) })
const fault = v.strictObject({
  code: v.picklist(faultCodes),
  message: text(1000),
  advice: v.optional(text(1000)),
  errno: v.optional(text(40)),
  freePort: v.optional(count)
})

const endpoint = v.strictObject({
  id: count,
  name: text(80),
  role: v.picklist(['server', 'client']),
  log: v.picklist(['server', 'server-1', 'server-2', 'client', 'unconnected']),
  voice: v.strictObject({
    id: v.picklist(programIds),
    servers: v.optional(list(address, 8)),
    byArrival: v.optional(v.boolean()),
    emulatedQueueBytes: v.optional(count)
  }),
  state: v.variant('phase', [
    v.strictObject({ phase: v.literal('opening') }),
    v.strictObject({ phase: v.literal('open'), local: address, peer: orNull(address), buffer }),
    v.strictObject({ phase: v.literal('closed'), local: orNull(address) }),
    v.strictObject({ phase: v.literal('failed'), fault })
  ])
})

const ledger = v.strictObject({
  sent: count,
  served: count,
  replied: count,
  returned: count,
  lostRequests: count,
  lostReplies: count,
  unsent: count,
  duplicated: count,
  reordered: count,
  firstLost: orNull(count),
  lossRatio: v.pipe(v.number(), v.minValue(0), v.maxValue(1))
})

const witnessSide = v.strictObject({
  lost: count,
  drops: orNull(count),
  foreign: count,
  copies: count,
  agreement: v.picklist(['agrees', 'differs', 'unknown'])
})

const sides = <T extends v.GenericSchema>(schema: T) => v.strictObject({ server: schema, client: schema })

const outcome = v.strictObject({
  parameters: task4Schema,
  ledger,
  buffers: sides(buffer),
  kernelDrops: sides(orNull(count)),
  witness: v.strictObject({
    source: v.picklist(['socket', 'system', 'none']),
    gap: orNull(v.picklist(['not-counted', 'unreadable', 'no-row'])),
    server: witnessSide,
    client: witnessSide,
    system: orNull(
      v.strictObject({
        inDatagrams: orNull(count),
        inErrors: orNull(count),
        receiveBufferErrors: orNull(count)
      })
    )
  }),
  foreign: sides(count),
  emulatedDrops: orNull(count),
  prediction: v.strictObject({
    firstLost: orNull(count),
    capacity: orNull(count),
    clientCapacity: orNull(count),
    queue: orNull(v.picklist(['server', 'client'])),
    reason: v.picklist(predictionReasons),
    charge: orNull(
      v.strictObject({
        payloadBytes: count,
        bytes: v.pipe(v.number(), v.finite()),
        source: v.picklist(['measured', 'table'])
      })
    )
  }),
  guess: v.optional(orNull(count)),
  elapsedMs: time
})

export const runSchema = v.strictObject({
  id: runIdSchema,
  task: v.picklist(taskIds),
  name: runNameSchema,
  startedAtEpochMs: time,
  startedAtMs: time,
  durationMs: time,
  end: v.picklist(['finished', 'cancelled', 'failed', 'interrupted']),
  eventCount: count,
  hash: v.pipe(text(64), v.regex(/^[0-9a-f]{64}$/)),
  outcome: orNull(outcome),
  endpoints: list(endpoint, 100_000),
  machine: v.strictObject({
    platform: text(40),
    release: text(200),
    processor: text(200),
    processorCount: v.optional(count),
    versions: v.strictObject({ app: text(40), electron: orNull(text(40)), node: text(40) }),
    engine: v.picklist(engineNames),
    receiveBufferMaximumBytes: orNull(count),
    receiveBufferDefaultBytes: orNull(count)
  }),
  failed: v.optional(v.strictObject({ parameters: task4Schema, fault }))
})

export const sectionSchema = v.strictObject({
  rawBytes: v.pipe(count, v.maxValue(rawBytesMaximum)),
  bytes: count
})

export const fileHeadSchema = v.strictObject({
  format: v.literal('udplab'),
  version: v.literal(1),
  madeBy: text(80),
  report: v.optional(runFileReportSchema),
  runs: list(v.strictObject({ run: runSchema, events: sectionSchema, queues: sectionSchema }), runsMaximum)
})

export type FileHead = v.InferOutput<typeof fileHeadSchema>
