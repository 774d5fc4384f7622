/** Entry of the history's thread, with what this version knows of each task's runs. */
import { serveHistory } from '#lab/history/worker'
import { runForms } from '#tasks/contract'

serveHistory(runForms)
