import { join } from 'node:path'
import { node, root, step } from './runtime.mjs'

/**
 * Types and format, beside each other. The compiler would check with four threads, each of which
 * works out the types of TypeBox and of our schemas for itself: one takes half of the processor
 * time, and on two processors no longer.
 */
export async function checked() {
  const [tsc, biome] = ['typescript/bin/tsc', '@biomejs/biome/bin/biome'].map(path =>
    join(root, 'node_modules', path),
  )
  const steps = [
    step('types', node(), [tsc, '-p', '.', '--checkers', '1']),
    step('format', node(), [biome, 'check', '.']),
  ]
  const done = await Promise.all(steps)
  if (!done.every(isOk => isOk)) process.exit(1)
}
