import type { MerchantFeed, Parcel, RefusalCode } from '../../ingest/index.ts'

/** What the thread is started with. */
export type Task = Pick<MerchantFeed, 'market' | 'now' | 'contentType'>

/** To the thread: bytes of the feed, its end, why there are no more, or that a parcel was taken. */
export type ToThread =
  | { bytes: Uint8Array }
  | { end: true }
  | { refused: { field: string; code: RefusalCode; reason: string } }
  | { taken: true }

/** From the thread: a parcel, the end of them, or that bytes were read. */
export type FromThread = { parcel: Parcel } | { end: true } | { read: true }

/** Pieces of bytes, and parcels, on their way at once. */
export const IN_FLIGHT = 4
