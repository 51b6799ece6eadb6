// `npm run --silent sbom`: everything Vitrine is made of, as CycloneDX JSON, from the lockfiles alone.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './runtime.mjs'

/** To build with, and yet in what a browser is sent. */
const SHIPPED = /^(preact|@fontsource-variable\/.*)@/

const [bom, runtime] = [root, join(root, 'runtime')].map(read)
bom.metadata.component.name = 'vitrine'
bom.components.push(...runtime.components)
bom.dependencies.push(...runtime.dependencies.filter(one => !one.ref.startsWith('vitrine-runtime')))
for (const one of bom.components) if (SHIPPED.test(one['bom-ref'])) one.scope = 'required'
// The same lockfiles give the same bytes: neither when it was written nor by what draw.
delete bom.serialNumber
delete bom.metadata.timestamp
console.log(JSON.stringify(bom, null, 2))

function read(folder) {
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application']
  const { status, stdout, stderr } = spawnSync(
    'npm',
    [...args, '--package-lock-only', '--offline'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 },
  )
  if (status === 0) return JSON.parse(stdout)
  console.error(`"npm sbom" failed in ${folder}:\n${stderr}`)
  process.exit(1)
}
