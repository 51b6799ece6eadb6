import type { Found, Question } from '../../search/find.ts'

/** Where questions to the catalogue are answered, beside whatever else the process does. */
export interface SearchDesk {
  /** Undefined when no feed of the market was read. @throws Problem 503 while it cannot answer. */
  find(question: Question): Promise<Found | undefined>
  /** Places of the log it has still to read of those it was told of; undefined while it cannot answer. */
  readonly behind: number | undefined
  /** The catalogue changes at this place of the log, which may not be on disk yet. */
  heard(place: number): void
  /** The catalogue changed, and the log has it. */
  changed(): void
  close(): Promise<void>
}
