// Imported first by every process of the tests, and by its threads: modules are found without
// asking the disk. A source that names another by its path gets just that, and TypeBox is what
// `pack-schemas.ts` made of it. Some five hundred processes look for a thousand modules each,
// which was half of what a small test took.
import { readdirSync } from 'node:fs'
import module from 'node:module'
import { pathToFileURL } from 'node:url'

const folder = process.env.VITRINE_PACKED
const packed = new Map(
  readdirSync(folder)
    .filter(file => file.endsWith('.mjs'))
    .map(file => [file.slice(0, -4).replace('-', '/'), pathToFileURL(`${folder}/${file}`).href]),
)

// Some tests start an older Node, which has no hooks, to be told that it is too old.
module.registerHooks?.({
  resolve(name, { parentURL }, next) {
    if (/^\.\.?\/.*\.ts$/.test(name) && parentURL?.startsWith('file:')) {
      const url = new URL(name, parentURL).href
      return { url, format: 'module-typescript', shortCircuit: true }
    }
    const url = packed.get(name)
    if (url) return { url, format: 'module', shortCircuit: true }
    return next(name)
  },
})
