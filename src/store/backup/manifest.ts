import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** What a back-up holds, in `manifest.json` beside it. */
export interface Manifest {
  format: 1
  shop: string
  /** ISO time. */
  madeAt: string
  /** Last record in it. */
  position: number
  /** Of Vitrine. */
  version: string
  files: BackedUp[]
  /** Sentences about what was damaged already when it was copied. */
  damaged: string[]
}

export interface BackedUp {
  /** From the shop's folder, `log/2026-11-22.db`. */
  path: string
  size: number
  sha256: string
  /** Of the file it was copied from, when that does not change any more: the next back-up need not copy it again. */
  source?: { size: number; changedMs: number }
}

export const MANIFEST = 'manifest.json'

/** The sum of the whole stands in its last line: an edited manifest is no manifest. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const text = JSON.stringify(manifest, null, 1)
  const whole = `${text}\n${sumOf(text)}\n`
  writeFileSync(join(folder, MANIFEST), whole, { mode: 0o600, flush: true })
}

/** Undefined when there is none. @throws Error when it is not what was written. */
export function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, MANIFEST)
  if (!existsSync(path)) return undefined
  const [, text, sum] = /^([\s\S]*)\n(\w{64})\n$/.exec(readFileSync(path, 'utf8')) ?? []
  if (text === undefined || sumOf(text) !== sum) {
    throw new Error(`${path} is not what "vitrine backup" wrote`)
  }
  const manifest = JSON.parse(text) as Manifest
  if (manifest.format !== 1)
    throw new Error(`${path} is of format ${manifest.format}, newer than this build`)
  return manifest
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
