import { join } from 'node:path'
import { build as bundle } from 'vite'

const source = join(import.meta.dirname, '../src/web/console')

/**
 * Build the console into `folder`: `index.html` beside `assets/`, whose files carry a
 * hash of their content and may be cached for ever. Paths are relative, so the
 * console works under any prefix that ends in `/console/`.
 */
export async function build(folder: string): Promise<void> {
  await bundle({
    configFile: false,
    root: source,
    base: './',
    publicDir: join(source, 'public'),
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0, // a strict policy lets no data: address in
    },
  })
}
