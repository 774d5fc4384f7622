import { describe, expect, it } from 'vitest'
import { readTrace, recordedArrivals, sizeOf, traceText } from './trace'

const read = (text: string) => readTrace('t.csv', text)

it('what was recorded is read back as it was', () => {
  // Two clients with three numbers each; number 3 was never sent.
  const arrivals = recordedArrivals(Float64Array.of(0, 100, 101.5, 0, 100.25, 102, 103), 3)
  expect([...arrivals.atUs]).toEqual([0, 250, 1500, 2000, 3000])
  expect([...arrivals.client]).toEqual([0, 1, 0, 1, 1])
  expect(sizeOf(arrivals)).toEqual({ clients: 2, messages: 3 })
  expect(read(traceText(arrivals))).toEqual({ ok: true, value: { name: 't.csv', ...arrivals } })
})

it('takes rows in any order, with other line ends, and begins at the first', () => {
  const trace = read('atUs,client\r\n2000,2\r\n\r\n1000.5,1\r\n')
  expect(trace.ok && [...trace.value.atUs]).toEqual([0, 999.5])
  expect(trace.ok && [...trace.value.client]).toEqual([0, 1])
})

describe('says which line is off, and what a trace is:', () => {
  it.each([
    ['', 't.csv, line 1: it is not "atUs,client".'],
    ['time,who\n1,1', 't.csv, line 1: it is not "atUs,client".'],
    ['atUs,client\n', 't.csv, line 1: no datagram follows.'],
    ['atUs,client\n1,1\nx,1', 't.csv, line 3: no time in microseconds, or one after a day.'],
    ['atUs,client\n-1,1', 't.csv, line 2: no time in microseconds, or one after a day.'],
    ['atUs,client\n999999999999,1', 't.csv, line 2: no time in microseconds, or one after a day.'],
    ['atUs,client\n1,0', 't.csv, line 2: the client is not from 1 to 20,000.'],
    ['atUs,client\n1,20001', 't.csv, line 2: the client is not from 1 to 20,000.'],
    ['atUs,client\n1,1,1', 't.csv, line 2: no time in microseconds, or one after a day.']
  ])('%j', (text, message) => {
    expect(read(text)).toMatchObject({ ok: false, fault: { code: 'input/invalid', message } })
    const result = read(text)
    expect(!result.ok && result.fault.advice).toContain('"atUs,client"')
  })
})
