import type { Found, Question } from '../../search/find.ts'

/** What the thread is started with. */
export interface Task {
  dataDir: string
  shop: string
  /** The log is on disk up to here: an index that knows of more is of another log. */
  durable: number
}

export type ToThread =
  /** Nobody waits for the answer any more after this time, ms. */
  | { asked: number; question: Question; until: number }
  /** The log has records up to this place. */
  | { durable: number }
  | { end: true }

export type FromThread =
  | { asked: number; found: Found | undefined }
  /** A question that it stumbled over. */
  | { asked: number; trouble: string }
  /** True up to this place of the log. */
  | { followed: number }
