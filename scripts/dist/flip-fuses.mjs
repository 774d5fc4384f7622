// @ts-check
// `flip-fuses.mjs PROGRAM`: switches off in a packaged Electron what this app does not use, and reads it back.
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

const program = process.argv[2] ?? ''
// Electron checks the archive's hash only there; on Linux the fuse would claim what nobody enforces.
const integrityIsEnforced = process.platform !== 'linux'

const fuses = {
  [FuseV1Options.RunAsNode]: false,
  // The app keeps no cookies; on, it would ask for the user's keychain at every start.
  [FuseV1Options.EnableCookieEncryption]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: integrityIsEnforced,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Stays as Electron has it: off, WebAssembly is only slower.
  [FuseV1Options.WasmTrapHandlers]: true
}

await flipFuses(program, {
  version: FuseVersion.V1,
  // A new Electron with a new fuse shall not pass unnoticed.
  strictlyRequireAllFuses: true,
  // Changing the file breaks the signature without which an arm64 Mac starts nothing.
  resetAdHocDarwinSignature: process.platform === 'darwin',
  ...fuses
})

const wire = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (await getCurrentFuseWire(program)))
for (const [fuse, on] of Object.entries(fuses)) {
  if (wire[fuse] !== (on ? FuseState.ENABLE : FuseState.DISABLE)) {
    console.error(`fuse ${FuseV1Options[Number(fuse)]} did not take`)
    process.exitCode = 1
  }
}
