/**
 * Every bound in one place. Whatever crosses a boundary is at most this large;
 * what is larger is refused with the name of the field, never cut in silence.
 */
export const LIMITS = {
  /** Bytes of a request body. */
  bodyBytes: 1_048_576,
  /** Levels of nesting of a body. */
  bodyDepth: 12,
  /** Events of one request. */
  events: 500,
  /** Bytes of one event as it was sent. */
  eventBytes: 32_768,
  /** Items of one event. */
  items: 200,
  /** Characters of an id (visitor, item, transaction, placement). */
  id: 128,
  /** Characters of a short text (a name, a search). */
  text: 256,
  /** Characters of a long text (a description, a review). */
  longText: 5_000,
  /** Characters of an address. */
  url: 2_048,
  /** Placements of one decision request. */
  placements: 12,
  /** Items asked for one placement. */
  placementItems: 48,
  /** Items that one placement is told to leave out. */
  excluded: 200,
  /** Experiences of one placement (they are arms: more would starve each other). */
  experiences: 12,
  /** Conditions of a rule, and characters of the value of one. */
  conditions: 3,
  condition: 64,
  /** Characters of what somebody writes beside a rule. */
  note: 500,
  /** Rules of a shop that somebody has spoken of. */
  rules: 1_000,
  /** Free attributes of one item. */
  attributes: 40,
  /** SKUs of one item. */
  skus: 200,
  /** How far an event's own time may lie ahead of ours, after correction. */
  futureMs: 24 * 3_600_000,
  /** A live event older than this is refused as late; ids are remembered as long. */
  lateMs: 8 * 24 * 3_600_000,
} as const
