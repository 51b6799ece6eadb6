import { build } from 'vite'

/**
 * Packs TypeBox into the folder named, a file for each part that is imported: `typebox-value.mjs`
 * is `typebox/value`. Seven hundred modules become eight.
 */
const PARTS = ['typebox', 'typebox/compile', 'typebox/format', 'typebox/value']

await build({
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: process.argv[2],
    emptyOutDir: true,
    minify: false,
    rollupOptions: {
      input: Object.fromEntries(PARTS.map(part => [part.replace('/', '-'), part])),
      treeshake: false,
      output: { entryFileNames: '[name].mjs' },
    },
  },
})
