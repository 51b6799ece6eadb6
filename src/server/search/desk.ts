import type { Found, Question } from '../../search/find.ts'

/** Where questions to the catalogue are answered, beside whatever else the process does. */
export interface SearchDesk {
  /** Undefined when no feed of the market was read. @throws Problem 503 while it cannot answer. */
  find(question: Question): Promise<Found | undefined>
  /** The catalogue changed, and the log has it. */
  changed(): void
  close(): Promise<void>
}
