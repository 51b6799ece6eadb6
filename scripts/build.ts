import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Builds what a browser runs, into `dist/`: the tag, and the console.
 * Run by `npm start` and `npm test` when the sources changed.
 */
for (const part of ['tag', 'console']) {
  const script = join(import.meta.dirname, `build-${part}.ts`)
  if (!existsSync(script)) continue
  const { build } = await import(script)
  await build(join(import.meta.dirname, '..', 'dist', part))
}
