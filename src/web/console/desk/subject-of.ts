import type { AuditEntry, Changed, ChangeKind } from '../../../schema/audit.ts'
import { countryName, nameOfRun } from '../feeds/names.ts'
import type { Language } from '../settings.ts'
import { isPerson } from './who-of.ts'
import { say } from './words.ts'

/** What was changed, as people call it, and the page where it stands. */
export interface Subject {
  says: string
  href?: string
  /** A person or a visitor, who stands right behind the verb; the rest is set apart from it. */
  isSomebody?: true
}

type Entry = Omit<AuditEntry, 'position' | 'time'>

/** Undefined where the verb says it all, or nothing is known of it any more. */
export function subjectOf(entry: Entry, language: Language): Subject | undefined {
  const { what, by, on, onName, about, visitor } = entry
  const value = entry.after ?? entry.before
  if (visitor) {
    const href = `#/visitors/${visitor.key}`
    return { says: visitor.nickname[language], href, isSomebody: true }
  }
  if (about) return { says: about[language], ...linkTo(entry) }
  if (on === by) return undefined // of their own account the verb says it all
  if (onName) return { says: onName, ...(what !== 'members_exported' && { isSomebody: true }) }
  if (on && isPerson(on)) return { says: say('gone', language), isSomebody: true }
  if (what === 'shop_facts' && on) return { says: countryName(on, language), href: '#/guards' }
  if (what === 'key_ended' && on) return { says: `${on.slice(0, 6)}…` }
  const tell = Object.hasOwn(NAMES, what)
    ? (NAMES[what as ChangeKind] as Namer<unknown>)
    : undefined
  if (!tell || value === null || value === undefined) return undefined
  return { says: tell(value, language), ...linkTo(entry) }
}

type Namer<T> = (value: T, language: Language) => string

const feed: Namer<Changed<'feed_added'>> = (value, language) => nameOfRun(value.feed, language)
const hook: Namer<Changed<'webhook_added'>> = ({ host }) => host

const NAMES: { [K in ChangeKind]?: Namer<Changed<K>> } = {
  webhook_added: hook,
  webhook_secret: hook,
  webhook_on: hook,
  webhook_removed: hook,
  feed_added: feed,
  feed_changed: feed,
  feed_paused: feed,
  feed_on: feed,
  feed_removed: feed,
  segment_changed: ({ name }) => name,
  experience_changed: ({ title }, language) =>
    language === 'fr' ? `«\u202f${title.fr}\u202f»` : `“${title.en}”`,
}

/** Where it stands now; what is gone has no page any more. */
function linkTo({ what, on, after }: Entry): { href?: string } {
  if (after === null) return {}
  if (what === 'rule_changed') return { href: `#/rules/${on}` }
  if (what === 'segment_changed') return { href: `#/segments/${on}` }
  return what === 'experience_changed' ? { href: '#/experiences' } : {}
}
