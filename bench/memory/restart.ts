import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream, statSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Knowledge } from '../../src/engine/recommend/ranking/knowledge.ts'
import { frames, sectionsOf } from '../../src/store/section-frames.ts'
import { round } from './study.ts'

/** Streamed as a snapshot is; seconds. */
export async function saveTo(file: string, knowledge: Knowledge): Promise<number> {
  const began = performance.now()
  await pipeline(frames(knowledge.sections()), createWriteStream(file))
  return round((performance.now() - began) / 1000)
}

/** A process that knows nothing reads the file; seconds from its start until it knows all. */
export async function restarted(file: string, clicks: number): Promise<{ mb: number; s: number }> {
  const began = performance.now()
  const script = new URL('./restarted-process.ts', import.meta.url).pathname
  const known = Number(execFileSync(process.execPath, [script, file], { encoding: 'utf8' }))
  if (known !== clicks) throw new Error(`of ${clicks} clicks ${known} came back`)
  return {
    mb: Math.round(statSync(file).size / 1e6),
    s: round((performance.now() - began) / 1000),
  }
}

export async function knowledgeIn(file: string): Promise<Knowledge> {
  const loading = Knowledge.loading()
  loading.next(new Uint8Array())
  for await (const section of sectionsOf(createReadStream(file, { highWaterMark: 1 << 20 }))) {
    loading.next(section)
  }
  const { value } = loading.next(new Uint8Array())
  if (value === undefined) throw new Error('the snapshot holds no knowledge')
  return value
}
