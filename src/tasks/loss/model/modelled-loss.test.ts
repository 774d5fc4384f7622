import { expect, it } from 'vitest'
import { prediction } from './explain/outcome.fixture'
import { modelledFirstLost, modelledShare, modelSilences, type ModelledLoss } from './modelled-loss'

const silent: ModelledLoss = {
  prediction: { ...prediction, firstLost: null, queue: null, reason: 'unpaced' },
  lossRatio: null
}
const none: ModelledLoss = {
  prediction: { ...prediction, firstLost: null, queue: null, reason: 'fits' },
  lossRatio: 0
}
const some: ModelledLoss = {
  prediction: { ...prediction, firstLost: 1234, queue: 'server', reason: 'server-outrun' },
  lossRatio: 0.25
}

it('tells no loss from no answer', () => {
  expect([none, silent, some].map(modelledShare)).toEqual(['0.00 %', 'cannot tell', '25.00 %'])
  expect([none, silent, some].map(modelledFirstLost)).toEqual(['none', 'cannot tell', '1,234'])
})

it('says of the gaps why, once a reason', () => {
  const unknown: ModelledLoss = { ...some, lossRatio: null }
  const sentences = modelSilences([
    { value: 5000, model: silent },
    { value: 100, model: none },
    { value: 2000, model: silent },
    { value: 200, model: silent },
    { value: 7, model: unknown },
    { value: 9, model: null }
  ])
  expect(sentences).toEqual([
    'The model cannot tell how much is lost at 200, 2,000 and 5,000: the client sends as fast as possible, so the rates are not known beforehand.',
    'The model cannot tell how much is lost at 7: the client sends as fast as possible, so it is known which number is lost first, but not how many follow.'
  ])
})
