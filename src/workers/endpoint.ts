/** The entry of an endpoint's thread. */
import { serveEndpoints } from '#lab/endpoints/thread'
import { behaviours } from '#tasks/behaviours'

serveEndpoints(behaviours)
