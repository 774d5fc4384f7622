/** The scripts in the zip for Gradescope (its documentation, "Autograder Specifications"). */
import type { RoleName } from '../../model/roles'

export interface GraderSettings {
  role: RoleName
  /** Each student has the variant of their email address. */
  variantByName: boolean
  /** The zip carries checks of the instructor's own. */
  ownChecks: boolean
  /** The zip carries a Node. */
  ownNode: boolean
}

/** The built command line needs zlib's crc32, which Node has since these (doc/api/zlib.md). */
const nodeOldest = '20.15 or 22.2'

const places = `autograder="\${AUTOGRADER:-/autograder}"
source="\${AUTOGRADER_SOURCE:-$autograder/source}"`

const nodeNewEnough = `"$node" -e 'process.exit(require("node:zlib").crc32 ? 0 : 1)'`

/** Runs once, when Gradescope builds the image: it alone needs the network. */
export const setupScript = ({ ownNode }: GraderSettings): string => `#!/usr/bin/env bash
# Prepares the image. Nothing is loaded later, when submissions are checked.
set -eu
${places}
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends python3 gcc libc6-dev iproute2${ownNode ? '' : ' nodejs'}
apt-get install -y --no-install-recommends default-jdk-headless || echo "No Java: programs in Java are not judged."
node="${ownNode ? '$source/node' : 'node'}"
${ownNode ? 'chmod +x "$node"\n' : ''}if ! ${nodeNewEnough}; then
  echo "The grader needs Node ${nodeOldest} or newer. Choose a newer image, or make the zip with --node FILE." >&2
  exit 1
fi
`

export const ownChecksName = 'checks.json'

export const runScript = ({
  role,
  variantByName,
  ownChecks,
  ownNode
}: GraderSettings): string => `#!/usr/bin/env bash
# Checks one submission, and writes results.json for Gradescope. AUTOGRADER names another folder than /autograder, for a try.
set -u
${places}
results="$autograder/results"
mkdir -p "$results"
# A machine without a network may have its loopback interface switched off.
ip link set lo up 2>/dev/null || true
node="${ownNode ? '$source/node' : 'node'}"
"$node" "$source/lab.mjs" check --task=${role}${variantByName ? ' --variant-from="$autograder/submission_metadata.json"' : ''}${ownChecks ? ` --checks="$source/${ownChecksName}"` : ''} \\
  --gradescope="$results/results.json" -- "$autograder/submission"
if [ ! -s "$results/results.json" ]; then
  echo '{ "score": 0, "output": "The grader did not run. Tell your instructor.", "tests": [] }' > "$results/results.json"
fi
`

/** Starts the built command line, as scripts/lab.mjs does, without a build. */
export const entryScript = `import { fileURLToPath } from 'node:url'
import { main } from './lab/cli.js'

process.exitCode = await main(process.argv.slice(2), fileURLToPath(new URL('./lab/worker.js', import.meta.url)))
`

export const packageFile = `${JSON.stringify({ name: 'udp-lab-grader', private: true, type: 'module' }, null, 2)}\n`
