/** How many datagrams a socket in no hurry takes from the kernel in one call. */

/** A server, which answers each at once. */
export const atOnce = 64
/**
 * One that passes them on, and the servers behind it: the next one works on these while more are read. All that are on the way would
 * otherwise move as one herd, with one thread at work and the others waiting.
 */
export const atOnceInChain = 24
