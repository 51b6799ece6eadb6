import { makeBackup } from '../store/backup/make-backup.ts'
import { machine } from '../store/machine.ts'
import { versionOf } from './version.ts'

/** The process behind `BackupSchedule`: a back-up like that of the command, gently. */
process.umask(0o077)
process.stdin.resume().on('end', () => process.exit(1)) // the server is gone, and the draft is cleared next time

const [dataDir, shop, dir, keep] = process.argv.slice(2)
const options = { dataDir, shop, dir, keep: Number(keep), env: machine, version: versionOf() }
try {
  const { folder, manifest } = await makeBackup(options)
  console.log(JSON.stringify({ folder, damaged: manifest.damaged }))
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message }))
}
process.exit()
