import { expect, test } from 'vitest'
import { type QueuePicture, queuesCsv, queueSeries, queuesLabel } from './queue-chart'

const picture: QueuePicture = {
  samples: {
    timeMs: Float64Array.of(990, 999, 1010, 1020, 1030, 2000, 3000),
    server: {
      bytes: Uint32Array.of(0, 0, 50_000, 60_000, 60_000, 0, 0),
      drops: Uint32Array.of(0, 0, 0, 3, 9, 9, 9)
    },
    client: { bytes: Uint32Array.of(0, 0, 832, 0, 0, 0, 0), drops: new Uint32Array(7) }
  },
  grantedBytes: { server: 60_000, client: 800_000 },
  firstMs: 1000,
  lastMs: 1500
}

test('draws what waited from the first send to the last event, and nothing of the wait after it', () => {
  const [server, client] = queueSeries(picture)
  expect(server).toMatchObject({
    label: 'server',
    x: [0, 0.01, 0.02, 0.03, 1],
    y: [0, 50_000, 60_000, 60_000, 0]
  })
  expect(client!.y).toEqual([0, 832, 0, 0, 0])
})

test('marks drops where the counter rose, and limits that mean something', () => {
  const [, , serverLimit, clientLimit, serverDrops, clientDrops] = queueSeries(picture)
  expect(serverLimit).toMatchObject({ label: 'server granted', x: [0, 1], y: [60_000, 60_000] })
  expect(clientLimit!.x).toEqual([])
  expect(serverDrops).toMatchObject({ marks: true, x: [0.02, 0.03], y: [60_000, 60_000] })
  expect(clientDrops!.x).toEqual([])
})

test('says its figures', () => {
  expect(queuesLabel(picture)).toBe(
    "Receive queues over time: the server's held at most 60000 of 60000 granted bytes and dropped 9 datagrams, the client's held at most 832 of 800000 granted bytes and dropped 0 datagrams"
  )
})

test('gives every look as a row, units in the head', () => {
  const [head, first] = queuesCsv(picture).split('\r\n')
  expect(head).toBe(
    'time after the first send [s],server receive queue [bytes],server granted [bytes],server drops [datagrams],client receive queue [bytes],client granted [bytes],client drops [datagrams]'
  )
  expect(first).toBe('-0.01,0,60000,0,0,800000,0')
  expect(queuesCsv(picture).trim().split('\r\n')).toHaveLength(8)
})
