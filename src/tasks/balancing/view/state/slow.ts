/** What "Slow" sets as a server's service time, in µs. */
export const slowUs = 5000
