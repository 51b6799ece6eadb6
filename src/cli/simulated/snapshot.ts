import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Engine } from '../../engine/engine.ts'
import type { Report } from '../../schema/report.ts'
import { Complaint } from '../flags.ts'

/** Where a simulation in this process leaves its engine. */
export function snapshotPath(dataDir: string): string {
  return join(dataDir, 'simulated', 'engine.snapshot')
}

/** What a simulation counted; undefined where none was run. */
export function simulatedReport(dataDir: string): Report | undefined {
  return simulatedEngine(dataDir)?.report({ kind: 'summary' })
}

/** The engine as a simulation left it; undefined where none was run. */
export function simulatedEngine(dataDir: string): Engine | undefined {
  const path = snapshotPath(dataDir)
  if (!existsSync(path)) return undefined
  try {
    // A copy: a slice of a Buffer is a view of all of it.
    return Engine.restore(new Uint8Array(readFileSync(path)))
  } catch (error) {
    throw new Complaint(`${path} cannot be read (${(error as Error).message}): simulate again.`)
  }
}
