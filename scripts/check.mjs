// Types and format only: the quick half of `npm test`.
import { join } from 'node:path'
import { install, node, root, step } from './runtime.mjs'

install()
step('types', node(), [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'])
step('format', node(), [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '.'])
