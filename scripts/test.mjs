// `npm test [FILE…]`: types, format, then every test, browser included.
import { checked } from './checked.mjs'
import { build, install, run } from './runtime.mjs'

install()
const only = process.argv.slice(2)
const checking = only.length === 0 ? checked() : undefined
build()
await checking
run('scripts/run-tests.mjs', only)
