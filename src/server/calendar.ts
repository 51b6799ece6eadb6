import type { Engine } from '../engine/engine.ts'
import { ruleSentence } from '../engine/prove/sentence.ts'
import type { PromisesTold } from '../schema/promises.ts'
import { both } from './live/words.ts'
import { speechOf } from './rules/speech.ts'

type Entry = PromisesTold['calendar'][number]

const MOST = 100

/** What begins or ends by itself from now on: contents of the feed, and rules with an end. */
export function calendarOf(engine: Engine, now: number): Entry[] {
  const contents = engine.catalogue.allContents.flatMap(({ title, from, to }): Entry[] => {
    const says = { fr: title, en: title }
    return [
      ...(from === undefined ? [] : [{ time: from, kind: 'content_begins' as const, says }]),
      ...(to === undefined ? [] : [{ time: to, kind: 'content_ends' as const, says }]),
    ]
  })
  const rules = engine.rules.all().flatMap((rule): Entry[] => {
    if (rule.until === undefined || rule.until <= now) return []
    const says = both(l => ruleSentence(rule, speechOf(engine, l)))
    return [{ time: rule.until, kind: 'rule_ends', says, rule: rule.id }]
  })
  return [...contents, ...rules]
    .filter(({ time }) => time > now)
    .sort((a, b) => a.time - b.time)
    .slice(0, MOST)
}
