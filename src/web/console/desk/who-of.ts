import type { Language } from '../settings.ts'
import { say } from './words.ts'

/** The log names people by an id; who has left has no name any more. */
const OF_PEOPLE = 'p_'

/** A person's name; else what can be said of who it was. */
export function whoOf({ by, name }: { by: string; name?: string }, language: Language): string {
  if (name) return name
  if (by === 'console') return say('by_link', language)
  return isPerson(by) ? say('by_gone', language) : `${say('by_key', language)} ${by.slice(0, 6)}…`
}

export function isPerson(id: string): boolean {
  return id.startsWith(OF_PEOPLE)
}
