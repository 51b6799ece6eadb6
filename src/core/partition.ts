import { hash32 } from './hash.ts'

/** One of 256 virtual partitions, fixed for the life of the visitor key. */
export function partitionOf(visitor: string): number {
  return hash32(visitor) & 255
}
