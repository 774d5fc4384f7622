// @ts-check
/** Boots Debian's kernel once, or finds out why it cannot be booted here. */
import { fileURLToPath } from 'node:url'
import { buildLab } from '../../scripts/build-lab.mjs'
import { note, PlainError } from '../../scripts/electron/plain.mjs'
import { debianKernel } from '../../scripts/kernels/debian-kernel.mjs'
import { guestPackages } from '../../scripts/kernels/guest-packages.mjs'
import { boot, whyNoMachine } from '../../scripts/kernels/machine.mjs'
import { groups } from './calls.mjs'

const experiments = fileURLToPath(new URL('guest', import.meta.url))

/** @returns {Promise<{ refusal: string } | import('../../scripts/kernels/machine.mjs').Boot>} */
async function bootOrRefuse() {
  const refusal = whyNoMachine()
  if (refusal) return { refusal }
  try {
    const kernel = await debianKernel()
    const packages = await guestPackages()
    await buildLab()
    note(`booting Linux ${kernel.release}`)
    return await boot({ kernel, packages, groups, experiments })
  } catch (error) {
    if (error instanceof PlainError) return { refusal: error.message }
    throw error
  }
}

/** @param {{ provide: (key: 'kernel', value: unknown) => void }} project */
export default async function setup(project) {
  project.provide('kernel', await bootOrRefuse())
}
