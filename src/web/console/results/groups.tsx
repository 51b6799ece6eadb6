import type { GroupResult, MetricResult } from '../../../schema/results.ts'
import type { RowsAsked } from '../../../schema/rows-told.ts'
import { money, number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { isWord, word } from '../words.ts'
import { Counted } from './counted.tsx'
import { Interval } from './interval.tsx'
import { bandOf, difference } from './measures.ts'
import { between } from './metric-table.tsx'
import type { Against } from './verdict.ts'

interface Props {
  title: string
  groups: readonly GroupResult[]
  against: Against
  currency: string
}

/** The difference in margin for those who came one way: source by source, or campaign by campaign. */
export function Groups({ title, groups, against, currency }: Props) {
  const { language } = useSettings()
  if (groups.length === 0) return null
  return (
    <section>
      <div class="h">
        <h2>{title}</h2>
        <span class="right meta">{word('hold_together', language)}</span>
      </div>
      <ul class="groups">
        {groups.map(group => (
          <li key={group.name.join('/')}>
            <span>
              {nameOf(group, language)}
              <small>
                <People {...{ group, against, language }} />
              </small>
            </span>
            <Band result={group.margin} />
            <span class="num">{effectOf(group, currency, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Band({ result }: { result: MetricResult }) {
  const band = bandOf(result)
  return band ? <Interval {...band} /> : null
}

function nameOf({ name }: GroupResult, language: Language): string {
  const key = `source_${name[0]}`
  return name.length === 1 && isWord(key) ? word(key, language) : name.filter(Boolean).join(' / ')
}

interface PeopleProps {
  group: GroupResult
  against: Against
  language: Language
}

/** How many came by this way, with Vitrine and without; each leads to who they are. */
function People({ group, against, language }: PeopleProps) {
  const { visitors, costs = [] } = group
  const paid = costs.map(({ cost, currency }) => money(cost, currency, language, 0)).join(' + ')
  const [withUs, without] = language === 'fr' ? ['avec', 'sans'] : ['with', 'without']
  const name = nameOf(group, language)
  return (
    <>
      <Counted asked={visitorsBy(group, 'engine')} what={`${name}, ${withUs}`}>
        {number(visitors.engine, language)} {withUs}
      </Counted>
      {', '}
      <Counted asked={visitorsBy(group, against)} what={`${name}, ${without}`}>
        {number(visitors.other, language)} {without}
      </Counted>
      {paid && `, ${language === 'fr' ? 'coût' : 'cost'} ${paid}`}
    </>
  )
}

function visitorsBy({ name }: GroupResult, slice: RowsAsked['slice']): RowsAsked {
  if (name.length === 1) return { of: 'visitors', slice, source: name[0] }
  const [utmSource, medium, campaign] = name
  return { of: 'visitors', slice, utmSource, medium, campaign }
}

function effectOf({ margin }: GroupResult, currency: string, language: Language): string {
  const { effect, low, high } = margin
  if (effect === undefined || low === undefined || high === undefined) {
    return word('too_early', language)
  }
  const [least, most] = [low, high].map(end => difference(end, 'margin', currency, language))
  return between(least, most, language)
}
