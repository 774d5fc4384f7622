import { expect, test } from 'vitest'
import { TallyFollower } from '#tasks/loss/model/tally-follower'
import { countLines, countsChart, deliveryChart } from './run-charts'

const bin = (from: number, to: number) => ({
  from,
  to,
  returned: 1,
  lostRequests: 2,
  lostReplies: 0,
  waiting: 0
})

test('bars of single numbers and of many; the label tells the sums of what is in sight', () => {
  const single = deliveryChart([bin(1, 1), bin(2, 2)], { from: 1, to: 2 })
  expect(single.label).toBe(
    'Delivery by number, 1 to 2: 4 lost request, 0 lost reply, 0 waiting, unsent, 2 returned'
  )
  expect(single.yTitle).toBe('datagrams')
  expect(single.bins).toEqual([
    [1, 1],
    [2, 2]
  ])
  expect(single.series.map(({ label, counts }) => [label, counts])).toEqual([
    ['lost request', [2, 2]],
    ['lost reply', [0, 0]],
    ['waiting, unsent', [0, 0]],
    ['returned', [1, 1]]
  ])
  expect(deliveryChart([bin(1, 1500), bin(1501, 3000)], { from: 1, to: 3000 }).yTitle).toBe('of every 1,500')
})

test('lines begin at 0 with the first send, and the label tells where they end', () => {
  const follower = new TallyFollower(3)
  follower.series.sent.timeMs.push(1000, 1250)
  follower.series.sent.count.push(2, 3)
  const counts = { sent: 3, unsent: 0, served: 0, replied: 0, returned: 0 }
  const { label, series } = countsChart(countLines(follower, 1000), counts)
  expect(label).toBe('Sent, served, returned over time: 3 sent, 0 served, 0 returned after 0.25 s')
  expect(series.map(({ label: name, x, y }) => [name, x, y])).toEqual([
    ['sent', [0, 0, 0.25], [0, 2, 3]],
    ['served', [0], [0]],
    ['returned', [0], [0]]
  ])
})
