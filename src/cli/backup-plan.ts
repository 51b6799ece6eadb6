import { backupDirOf } from './backup.ts'
import { Complaint, wholeNumber } from './flags.ts'

interface BackupFlags {
  'backup-every'?: string
  'backup-dir'?: string
  'backup-keep'?: string
}

/** Undefined when no back-ups are asked for. */
export function backupPlan(flags: BackupFlags) {
  const every = flags['backup-every'] ?? process.env.VITRINE_BACKUP_EVERY
  if (every === undefined) return undefined
  const keep = flags['backup-keep'] ?? process.env.VITRINE_BACKUP_KEEP
  return {
    everyMs: timeOf(every),
    dir: backupDirOf(flags['backup-dir']),
    keep: Math.max(1, wholeNumber('--backup-keep', keep, 7)),
  }
}

/** `24h`, `90m`, `7d`. */
function timeOf(text: string): number {
  const [, count, unit] = /^(\d{1,5})(m|h|d)$/.exec(text) ?? []
  if (count === undefined || Number(count) === 0) {
    throw new Complaint(`--backup-every needs a time such as 24h, 90m or 7d, not "${text}".`)
  }
  return Number(count) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 'm' | 'h' | 'd']
}
