import { resolve } from 'node:path'
import { versionOf } from '../server/version.ts'
import { type BackupMade, makeBackup } from '../store/backup/make-backup.ts'
import { machine } from '../store/machine.ts'
import { dataDirOf } from './data-dir.ts'
import { Complaint, readFlags, wholeNumber } from './flags.ts'
import { shopNameIn } from './shop-name.ts'

/** `vitrine backup [DIR]`: copy a shop, whether its server runs or not. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readFlags(args, {
    data: { type: 'string' },
    shop: { type: 'string' },
    keep: { type: 'string' },
    json: { type: 'boolean' },
  })
  process.umask(0o077) // a back-up holds people and keys, as the data folder does
  const dataDir = dataDirOf(values.data)
  const dir = backupDirOf(positionals[0])
  const keep = values.keep === undefined ? undefined : wholeNumber('--keep', values.keep, 7)
  const shop = shopNameIn(dataDir, values.shop)
  const made = await makeBackup({
    dataDir,
    shop,
    dir,
    env: machine,
    version: versionOf(),
    keep,
  }).catch(error => {
    throw new Complaint(`No back-up was made, and those before are untouched: ${error.message}.`)
  })
  if (values.json) console.log(JSON.stringify({ ...made, manifest: undefined, ...made.manifest }))
  else tell(made)
  if (made.manifest.damaged.length > 0) process.exitCode = 1
}

/** Named, or by environment, or `backups` where the command was called. */
export function backupDirOf(named: string | undefined): string {
  return resolve(named ?? process.env.VITRINE_BACKUP_DIR ?? 'backups')
}

function tell({ folder, manifest, copied, shared, removed }: BackupMade): void {
  console.log(`${folder}`)
  console.log(`  ${manifest.files.length} files up to record ${manifest.position}`)
  console.log(`  ${megabytes(copied)} copied, ${megabytes(shared)} unchanged since the one before`)
  for (const old of removed) console.log(`  removed ${old}`)
  for (const says of manifest.damaged) console.log(`  DAMAGED: ${says}`)
  if (manifest.damaged.length > 0) {
    console.log(
      '  The shop was damaged before it was copied: "npm exec --no vitrine -- doctor" says more. Keep older back-ups.',
    )
  }
  console.log('  It holds people and keys: keep it where only you can read it.')
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
