import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'
import { getHeapStatistics } from 'node:v8'
import { DAY } from '../../core/clock.ts'
import type { Figure } from '../../schema/health-told.ts'
import type { Services } from '../services.ts'
import type { LoopWatch } from './loop.ts'

const MB = 1e6

/**
 * Everything that tells how the server does, each with the state it is in. The limits are those
 * at which something is put off or lost: "watch" comes before, while there is time to act.
 */
export function figuresOf(services: Services, loop: LoopWatch): Figure[] {
  return [...ofTraffic(services, loop), ...ofWhatIsKept(services), ...ofTheMachine(services)]
}

function ofTraffic({ shop, gate, env }: Services, loop: LoopWatch): Figure[] {
  const putOff = Object.values(gate.shed).reduce((sum, count) => sum + count, 0)
  return [
    above('log_lag', 'records', shop.logLag, 1_000, 10_000),
    above('queue', 'bytes', gate.queueBytes, 16 * MB, 64 * MB),
    above('loop', 'ms', loop.p99(env.monotonic()), 20, 100),
    above('pressure', 'level', gate.level, 0.01, 3),
    { name: 'put_off', unit: 'count', value: putOff, state: 'good' },
    { name: 'in_flight', unit: 'count', value: Math.max(0, gate.inFlight), state: 'good' },
  ]
}

function ofWhatIsKept(services: Services): Figure[] {
  const { shop, metrics, watched } = services
  const disk = watched?.dataDir === undefined ? undefined : freeIn(watched.dataDir)
  return [
    {
      name: 'room',
      unit: 'count',
      value: Number(shop.hasRoom),
      state: shop.hasRoom ? 'good' : 'bad',
    },
    ...(disk === undefined ? [] : [below('disk', 'bytes', disk, 2_000 * MB, 100 * MB)]),
    above('snapshot', 'records', shop.sinceSnapshot, 500_000, 2_000_000),
    above('snapshot_pause', 'ms', metrics.snapshotPause * 1_000, 250, 2_000),
    above('damaged', 'count', shop.damageCount, 1, 1),
    above('quarantined', 'count', shop.engine.quarantine.size, 1, 100),
    ...backupOf(services),
  ]
}

function ofTheMachine({ shop, search, env }: Services): Figure[] {
  const memory = process.memoryUsage.rss()
  const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics()
  const newest = Math.max(0, ...shop.engine.catalogue.feedRuns().map(([run]) => run.time))
  return [
    above('memory', 'bytes', memory, 0.7 * totalmem(), 0.9 * totalmem()),
    above('heap', 'share', used / most, 0.75, 0.9),
    { name: 'profiles', unit: 'count', value: shop.residents.size, state: 'good' },
    search.behind === undefined
      ? { name: 'search', unit: 'records', state: 'bad' }
      : above('search', 'records', search.behind, 1, 100_000),
    newest === 0
      ? { name: 'feeds', unit: 'ms', state: 'watch' }
      : above('feeds', 'ms', env.now() - newest, 2 * DAY, 7 * DAY),
  ]
}

/** A shop that makes none by itself is told so; one whose newest grows old, too. */
function backupOf({ watched, env }: Services): Figure[] {
  if (watched === undefined) return []
  const { newest, everyMs } = watched.backups() ?? {}
  if (everyMs === undefined) return [{ name: 'backup', unit: 'ms', state: 'watch' }]
  if (!newest) return [{ name: 'backup', unit: 'ms', state: 'bad' }]
  return [above('backup', 'ms', env.now() - newest, 2 * everyMs, 4 * everyMs)]
}

function above(
  name: Figure['name'],
  unit: Figure['unit'],
  value: number,
  limit: number,
  worst: number,
): Figure {
  const state = value >= worst ? 'bad' : value >= limit ? 'watch' : 'good'
  return { name, unit, value, limit, state }
}

function below(
  name: Figure['name'],
  unit: Figure['unit'],
  value: number,
  limit: number,
  worst: number,
): Figure {
  const state = value < worst ? 'bad' : value < limit ? 'watch' : 'good'
  return { name, unit, value, limit, state }
}

/** Undefined where the folder cannot be asked: then nothing is said of it. */
function freeIn(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return undefined
  }
}
