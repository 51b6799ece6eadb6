// `npm start`: Vitrine with the demo shop and simulated shoppers, on a machine that has only Node and git.
import { build, install, NODE_FLAGS, run } from './runtime.mjs'

install()
build()
run('src/main.ts', ['demo', ...process.argv.slice(2)], { flags: NODE_FLAGS })
