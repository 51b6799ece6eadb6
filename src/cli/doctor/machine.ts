import { statfsSync } from 'node:fs'
import type { Finding } from '../../store/finding.ts'
import { grave, notice } from './finding.ts'

const MB = 1e6

/** The machine under the shop: its Node, its room, its clock. */
export function* examineMachine(dataDir: string, newestRecord: number): Generator<Finding> {
  yield* examineNode(process.versions.node)
  const { bavail, bsize } = statfsSync(dataDir)
  yield* examineRoom(bavail * bsize)
  yield* examineClock(Date.now(), newestRecord)
}

/** 22.22 and later, or 24.6 and later: what the stores are tested with. */
export function* examineNode(version: string): Generator<Finding> {
  const [major, minor] = version.split('.').map(Number)
  const isGood = major > 24 || (major === 24 && minor >= 6) || (major === 22 && minor >= 22)
  if (isGood) return
  yield grave(
    'node',
    `this is Node ${version}; Vitrine needs 22.22 or later, or 24.6 or later`,
    'install a newer Node, or start with "npm start", which brings its own',
  )
}

export function* examineRoom(bytes: number): Generator<Finding> {
  const says = `${Math.floor(bytes / MB)} MB are free where the data is`
  const mend = 'make room or move the data folder: a full disk takes no events (507) until there is'
  if (bytes < 100 * MB) yield grave('disk', says, mend)
  else if (bytes < 2_000 * MB) yield notice('disk', says, mend)
}

/** A log never goes back in time, so its newest record tells of a clock that did. */
export function* examineClock(now: number, newestRecord: number): Generator<Finding> {
  const minutes = Math.round((newestRecord - now) / 60_000)
  const mend = 'set the clock, and keep it set (NTP): visits, prices and days are counted by it'
  if (minutes > 5) {
    yield grave('clock', `the newest record is ${minutes} minutes ahead of this clock`, mend)
  } else if (now < Date.UTC(2025, 0)) {
    yield grave('clock', `this clock says ${new Date(now).toISOString()}`, mend)
  }
}
