import { expect, it } from 'vitest'
import { comparedColumns, comparedRow, contestants } from './comparison'
import { wholeOutcome } from './outcome.fixture'
import { balancingDefaults } from './parameters'
import { algorithms } from './pickers'

it('every algorithm, the kernel and nginx take part, each once', () => {
  const all = contestants(balancingDefaults)
  expect(all.map(({ balancer }) => balancer)).toEqual([...algorithms.map(() => 'lab'), 'reuseport', 'nginx'])
  expect(all.slice(0, algorithms.length).map(({ algorithm }) => algorithm)).toEqual([...algorithms])
})

it('a row has a cell for each column, and each loss stands in one of them', () => {
  const { parameters } = wholeOutcome
  const ledger = {
    ...wholeOutcome.ledger,
    returned: 90,
    hops: { ...wholeOutcome.ledger.hops, 'balancer-server': { sent: 100, received: 93, lost: 7 } },
    notForwarded: 3
  }
  const outcome = { ...wholeOutcome, ledger, survivors: { clients: 8, moved: 2 } }
  const row = comparedRow({ parameters, outcome })
  expect(row).toHaveLength(comparedColumns.length)
  expect(row).toEqual([
    'round robin per session',
    '50 % – 50 %',
    '0',
    '2 of 8',
    '1.2',
    '3.4',
    '0',
    '7',
    '0',
    '0',
    '3'
  ])
})

it('on the direct way a loss stands at the hop that it is of', () => {
  const parameters = { ...wholeOutcome.parameters, balancer: 'reuseport' as const }
  const hops = {
    'client-server': { sent: 100, received: 96, lost: 4 },
    'server-client': { sent: 96, received: 95, lost: 1 }
  }
  const ledger = { ...wholeOutcome.ledger, returned: 95, hops }
  const row = comparedRow({ parameters, outcome: { ...wholeOutcome, parameters, ledger } })
  expect(row.slice(6)).toEqual(['', '4', '', '1', '0'])
})

it('one that could not be says why', () => {
  expect(
    comparedRow({
      parameters: { ...balancingDefaults, balancer: 'nginx' },
      why: 'nginx is not installed here.'
    })
  ).toEqual(['nginx, round robin per session', 'nginx is not installed here.'])
})
