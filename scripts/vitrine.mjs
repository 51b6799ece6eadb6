#!/usr/bin/env node
// `npm exec --no vitrine -- COMMAND`
import { build, install, NODE_FLAGS, run } from './runtime.mjs'

install()
if (process.argv[2] === 'serve') build()
run('src/main.ts', process.argv.slice(2), { flags: NODE_FLAGS })
