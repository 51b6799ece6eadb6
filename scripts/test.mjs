// `npm test [FILE…]`: types, format, then every test, browser included.
import { join } from 'node:path'
import { build, install, node, root, run, step } from './runtime.mjs'

install()
const only = process.argv.slice(2)
if (only.length === 0) {
  step('types', node(), [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'])
  step('format', node(), [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '.'])
}
build()
run('scripts/run-tests.mjs', only)
