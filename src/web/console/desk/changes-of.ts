import type { AuditEntry, AuditPage, ChangeKind } from '../../../schema/audit.ts'
import type { Language } from '../settings.ts'
import { CHANGE_WORDS } from './change-words.ts'
import { type FieldChange, type Teller, unknown } from './tellers.ts'

/** What the page knows beside the changes themselves. */
export type Told = Pick<AuditPage, 'names' | 'currency'>

/** What differs in a change, field by field, in the reader's words. */
export function changesOf(
  { what, before, after }: Pick<AuditEntry, 'what' | 'before' | 'after'>,
  { names, currency }: Told,
  language: Language,
): FieldChange[] {
  const [was, is] = [before ?? undefined, after ?? undefined]
  const side = (value: unknown) => ({ language, names, currency, isThere: value !== undefined })
  return tellerOf(what)(was, is, { was: side(was), is: side(is) })
}

/** A kind of change that this build does not know is told by its own names. */
function tellerOf(what: string): Teller<unknown> {
  const known = Object.hasOwn(CHANGE_WORDS, what)
  return known ? (CHANGE_WORDS[what as ChangeKind] as Teller<unknown>) : unknown('')
}
