import { makeBackup } from '../store/backup/make-backup.ts'
import { machine } from '../store/machine.ts'
import { beGentle } from './gentle.ts'
import { versionOf } from './version.ts'

/** The process behind `BackupSchedule`: a back-up like that of the command, gently. */
beGentle()
process.umask(0o077)
process.on('disconnect', () => process.exit(1)) // the server is gone, and the draft is cleared next time

const [dataDir, shop, dir, keep] = process.argv.slice(2)
const options = { dataDir, shop, dir, keep: Number(keep), env: machine, version: versionOf() }
try {
  const { folder, manifest } = await makeBackup(options)
  process.send!({ folder, damaged: manifest.damaged })
} catch (error) {
  process.send!({ error: (error as Error).message })
}
process.disconnect()
