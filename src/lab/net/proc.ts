/**
 * Whether this system has Linux's files under /proc (proc(5)). It is asked before any of them is looked for: under Wine the
 * host's root is a drive, so a Windows program finds /proc/net/udp there, with rows that are not its own.
 */
export const hasProc = process.platform === 'linux'
