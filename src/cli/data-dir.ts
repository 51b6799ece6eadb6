import { resolve } from 'node:path'

/** The data folder: `--data`, `VITRINE_DATA`, or `data` where the command was called. */
export function dataDirOf(flag: string | undefined): string {
  return resolve(flag ?? process.env.VITRINE_DATA ?? 'data')
}
