import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build as bundle, type Rollup } from 'vite'

const source = join(import.meta.dirname, '../src/web/tag')

/** One file of the tag, sizes in bytes. */
export interface TagFile {
  file: string
  size: number
  gz: number
}

/** `dist/tag/manifest.json`: what the server serves. Files with a hash never change their content. */
export interface TagManifest {
  tag: TagFile
  core: TagFile
  drawing: TagFile
  why: TagFile
  jump: TagFile
  results: TagFile
  found: TagFile
  wish: TagFile
  tcf: TagFile
  debug: TagFile
}

/**
 * Build the tag into `folder`: `tag.js`, the parts that come when a page needs them, and
 * `manifest.json`. Each knows the next by its hash, so that only the first is ever asked for anew.
 */
export async function build(folder: string): Promise<TagManifest> {
  const drawing = await pack('draw.ts', 'es')
  const drawingFile = named('drawing', drawing)
  const why = await pack('why/why-part.ts', 'es')
  const whyFile = named('why', why)
  const core = await pack('core.ts', 'es', {
    DRAWING: JSON.stringify(drawingFile),
    WHY: JSON.stringify(whyFile),
  })
  const coreFile = named('core', core)
  const jump = await pack('search/jump-part.ts', 'es')
  const jumpFile = named('jump', jump)
  const found = await pack('search/found-part.ts', 'es')
  const foundFile = named('found', found)
  const wish = await pack('search/wish-part.ts', 'es')
  const wishFile = named('wish', wish)
  const results = await pack('search/results-part.ts', 'es', {
    FOUND: JSON.stringify(foundFile),
    WISH: JSON.stringify(wishFile),
  })
  const resultsFile = named('results', results)
  const tcf = await pack('tcf.ts', 'es')
  const tcfFile = named('tcf', tcf)
  const debug = await pack('debug/overlay-part.ts', 'es')
  const debugFile = named('debug', debug)
  const wanted = { JUMP: jumpFile, RESULTS: resultsFile, TCF: tcfFile, DEBUG: debugFile }
  const parts = { CORE: coreFile, ...wanted }
  const quoted = Object.entries(parts).map(([name, file]) => [name, JSON.stringify(file)])
  const tag = await pack('loader.ts', 'iife', Object.fromEntries(quoted))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const manifest = {
    tag: write(folder, 'tag.js', tag),
    core: write(folder, coreFile, core),
    drawing: write(folder, drawingFile, drawing),
    why: write(folder, whyFile, why),
    jump: write(folder, jumpFile, jump),
    results: write(folder, resultsFile, results),
    found: write(folder, foundFile, found),
    wish: write(folder, wishFile, wish),
    tcf: write(folder, tcfFile, tcf),
    debug: write(folder, debugFile, debug),
  }
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

function named(name: string, code: string): string {
  return `${name}.${createHash('sha256').update(code).digest('hex').slice(0, 10)}.js`
}

async function pack(entry: string, format: 'es' | 'iife', define = {}): Promise<string> {
  const result = await bundle({
    configFile: false,
    logLevel: 'warn',
    define,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: join(source, entry),
        preserveEntrySignatures: 'strict',
        output: { format, name: 'V' },
      },
    },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as Rollup.RollupOutput
  return output[0].code
}

/** Packed as tight as can be, once: a server only hands it out. */
function write(folder: string, file: string, code: string): TagFile {
  const gz = gzipSync(code, { level: 9 })
  const br = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  writeFileSync(join(folder, file), code)
  writeFileSync(join(folder, `${file}.gz`), gz)
  writeFileSync(join(folder, `${file}.br`), br)
  return { file, size: Buffer.byteLength(code), gz: gz.length }
}
