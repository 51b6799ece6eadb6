import { statSync } from 'node:fs'
import { Complaint } from './flags.ts'

/**
 * Bytes of a file that a command was given.
 * @throws Complaint when there is none, or a folder
 */
export function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) throw new Complaint(`There is no file ${file}.`)
  if (found.isDirectory()) throw new Complaint(`${file} is a folder: name a file in it.`)
  return found.size
}
