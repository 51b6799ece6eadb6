// `npm run platform -- evershop|vendure`: a shop system from the registry with Vitrine in it; no part of `npm test`.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, install, root, run } from './runtime.mjs'

const name = process.argv[2]
const script = `test/platforms/${name}.ts`
if (!/^(evershop|vendure)$/.test(name ?? '') || !existsSync(join(root, script))) {
  console.error('Which platform? npm run platform -- evershop, or npm run platform -- vendure')
  process.exit(2)
}
install()
build()
run(script, process.argv.slice(3))
