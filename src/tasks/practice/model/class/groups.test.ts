import { describe, expect, it, test } from 'vitest'
import { failure } from '#shared/fault'
import { commonOf, groupsOf } from './groups'
import { failedAt, passedWhole } from './sample.fixture'

test.each([
  [
    'Its UDP socket is bound to 127.0.0.1:12345, not to port 20001.',
    'Its UDP socket is bound to …, not to port ….'
  ],
  ['The answer was "hello", not "Hello".', 'The answer was …, not ….'],
  ["NameError: name 'bufer' is not defined (line 12)", 'NameError: name … is not defined (line …)'],
  ['ended after 0.3 s in /tmp/udp-lab-x/ada.py', 'ended after … s in …'],
  ['An error in ada.py stopped it', 'An error in … stopped it'],
  ["the client’s port isn't it; don't ask", "the client’s port isn't it; don't ask"]
])('of %j is common %j', (seen, common) => {
  expect(commonOf(seen)).toBe(common)
})

it('keeps what was quoted where nothing else is told', () => {
  expect(commonOf('"message: b\'1\'"')).toBe('"message: b\'…\'"')
})

describe('the class map', () => {
  it('puts together what differs in numbers, names and texts alone, largest first', () => {
    const groups = groupsOf([
      failedAt('ada', 'binds', 'Bound to port 4000.'),
      failedAt('bob', 'answers', 'No answer came.'),
      failedAt('eve', 'answers', 'No answer came.'),
      failedAt('kim', 'binds', 'Bound to port 5000.'),
      failedAt('lee', 'binds', 'Bound to port 6000.')
    ])
    expect(groups).toEqual([
      { check: 'binds', title: 'title of binds', seen: 'Bound to port ….', names: ['ada', 'kim', 'lee'] },
      { check: 'answers', title: 'title of answers', seen: 'No answer came.', names: ['bob', 'eve'] }
    ])
  })

  it('keeps apart what another check says in the same words', () => {
    expect(
      groupsOf([failedAt('ada', 'binds', 'Nothing.'), failedAt('bob', 'answers', 'Nothing.')])
    ).toHaveLength(2)
  })

  it('has nobody in it who passed or was not judged', () => {
    const { fault } = failure('lab/failed', 'No end.')
    expect(groupsOf([passedWhole('ada'), { name: 'bob', file: null, fault }])).toEqual([])
  })
})
