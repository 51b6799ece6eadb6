import { hash32 } from '../../core/hash.ts'

/** The number of a visitor: two hashes of their key side by side, as the split knows them. */
export function visitorNumber(key: string): bigint {
  return (BigInt(hash32(key, 0x2545f491)) << 32n) | BigInt(hash32(key, 0x51ed270b))
}
