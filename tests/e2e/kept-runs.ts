/** The history's own word on its runs, asked through the contract. */
import type { Page } from '@playwright/test'
import type { EventBatch } from '../../src/shared/events/batch'
import type { KeptRun } from '../../src/shared/kept/kept-run'

/** All kept runs, whole; columns of batches as plain arrays. */
export async function keptRuns(page: Page): Promise<KeptRun[]> {
  const runs = await page.evaluate(async () => {
    const listed = await window.lab.listRuns({ limit: 100, offset: 0 })
    if (!listed.ok) throw new Error(listed.fault.message)
    const columns = ['offsetUs', 'kind', 'peer', 'value', 'sizeBytes'] as const
    const plain = (batch: EventBatch) => ({
      ...batch,
      newPayloads: [],
      ...Object.fromEntries(
        columns.map((name) => {
          const column = batch[name]
          return [name, typeof column === 'number' ? column : { ...column, above: Array.from(column.above) }]
        })
      )
    })
    const opened = []
    for (const { id } of listed.value.runs) {
      const run = await window.lab.openRun({ id })
      if (!run.ok) throw new Error(run.fault.message)
      const { queues, ...rest } = run.value
      void queues
      // The events of a run of many numbers are told by its outcome.
      opened.push({ ...rest, batches: rest.outcome ? [] : rest.batches.map(plain) })
    }
    return opened
  })
  return runs as unknown as KeptRun[]
}
