import { join } from 'node:path'
import { findBackup, restoreBackup } from '../store/backup/restore-backup.ts'
import { backupDirOf } from './backup.ts'
import { dataDirOf } from './data-dir.ts'
import { Complaint, readFlags } from './flags.ts'

/** `vitrine restore [DIR]`: put a back-up where no shop is yet. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readFlags(args, {
    data: { type: 'string' },
    shop: { type: 'string' },
  })
  process.umask(0o077)
  const dataDir = dataDirOf(values.data)
  try {
    const backup = findBackup(backupDirOf(positionals[0]), values.shop)
    await restoreBackup(backup, dataDir)
    const { shop, madeAt, position, files } = backup.manifest
    console.log(
      `The shop ${shop} of ${madeAt}, up to record ${position}, is in ${join(dataDir, 'shops', shop)}.`,
    )
    console.log(`${files.length} files, each with the sum it was written with.`)
    console.log(`Start it with: npm exec --no vitrine -- serve --data ${dataDir} --shop ${shop}`)
  } catch (error) {
    throw new Complaint(`Nothing was restored: ${(error as Error).message}.`)
  }
}
