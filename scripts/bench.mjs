// `npm run bench -- NAME [--json]`: one benchmark; the last line is one JSON object.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, install, root, run } from './runtime.mjs'

const name = process.argv[2]
const script = `bench/${name}.ts`
if (!name || !/^[a-z-]+$/.test(name) || !existsSync(join(root, script))) {
  console.error('Which benchmark? One of the files in bench/, for example: npm run bench -- log')
  process.exit(2)
}
install()
if (name === 'tag' || name === 'serve') build()
run(script, process.argv.slice(3))
