import type { Repair } from '../../ingest/repairs.ts'
import type { Choice } from '../../schema/decision.ts'
import type { Learnt, Say } from '../../schema/live.ts'

export type Language = 'fr' | 'en'

/** What the feed asks of the rest of the house. All of it is looked up, none of it is kept. */
export interface LiveFeedOptions {
  /** Name of the shop, as it is printed. */
  shop: string
  nickname: (visitor: string, language: Language) => string
  names?: LiveNames
  /** Visit number, 1 for the first; undefined when no profile is at hand. */
  visitNumber?: (visitor: string) => number | undefined
  /** Why a choice was made, without capital or full stop: `leurs dernières comparaisons d’abord`. */
  explain?: (choice: Choice) => Say | undefined
  /** What the page says to this person, where it says something: `Ravis de vous revoir`. */
  message?: (choice: Choice) => Say | undefined
  /** What the engine learnt: `learntFrom(engine.report(…))`, or its own. Asked every two seconds while somebody looks. */
  learnt?: () => Learnt[]
}

/** Names of things, from the catalogue. */
export interface LiveNames {
  /** By item or SKU id. `category` is a path, `Ski > Chaussures`, root first. */
  item(id: string): { title: Say; category?: string } | undefined
  /** The name of a category path's last part, in both languages. */
  category(path: string): Say | undefined
}

/** What the door knows of an event and the record does not say. */
export interface Arrival {
  /** The log had it already: counted once, shown as repeated. */
  repeated?: boolean
  /** The event as the sender wrote it, for the debugger. */
  arrived?: unknown
  /** What `ingest` put right, with its values; the record itself keeps the codes alone. */
  repairs?: readonly Repair[]
}
