/** What is measured before a run is what the run shows, on this machine's own kernel (tests/kernels asks another one). */
import { expect, it } from 'vitest'
import { lossDefaults } from '../../src/tasks/loss/model/run'
import { startLab } from './support'

// Nobody reads the client's queue, so how fast either side is does not matter.
it.runIf(process.platform === 'linux')(
  'loses first the number that was predicted, ten times of ten',
  async () => {
    const { lab } = startLab()
    for (let run = 1; run <= 10; run++) {
      const result = await lab.tasks.task4.run({ ...lossDefaults, count: 3000 })
      if (!result.ok) throw new Error(result.fault.message)
      const { ledger, prediction, kernelDrops } = result.value
      expect(prediction).toMatchObject({ queue: 'client', firstLost: (prediction.clientCapacity ?? 0) + 1 })
      expect(ledger.firstLost, `run ${run}`).toBe(prediction.firstLost)
      expect(kernelDrops).toEqual({ server: ledger.lostRequests, client: ledger.lostReplies })
    }
  }
)
