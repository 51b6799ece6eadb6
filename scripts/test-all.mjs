// `npm run test:all [FILE…]`: what `npm test` leaves out, see `run-all-tests.mjs`.
import { build, install, run } from './runtime.mjs'

install()
build()
run('scripts/run-all-tests.mjs', process.argv.slice(2))
