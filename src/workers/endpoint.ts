/** The entry of an endpoint's thread. */
import { serveEndpoints } from '#lab/endpoints/thread'
import { behaviours, works } from '#tasks/behaviours'

serveEndpoints({ behaviours, works })
