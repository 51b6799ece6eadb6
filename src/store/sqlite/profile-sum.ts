import { crc32 } from 'node:zlib'
import type { StoredProfile, StoredSum } from '../ports.ts'

/** CRC-32 of a row of `profiles.db`, over all of it: a right profile of somebody else is damage too. */
export function sumOfProfile({ visitor, position, bytes }: StoredProfile): number {
  return crc32(bytes, crc32(`${visitor} ${position}`)) | 0
}

export function sumOfSum({ name, datacentre, partition, position, bytes }: StoredSum): number {
  return crc32(bytes, crc32(`${name} ${datacentre} ${partition} ${position}`)) | 0
}
