import type { GroupResult, MetricResult } from '../../../schema/results.ts'
import { money, number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { isWord, word } from '../words.ts'
import { Interval } from './interval.tsx'
import { bandOf, difference } from './measures.ts'
import { between } from './metric-table.tsx'

interface Props {
  title: string
  groups: readonly GroupResult[]
  currency: string
}

/** The difference in margin for those who came one way: source by source, or campaign by campaign. */
export function Groups({ title, groups, currency }: Props) {
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
              <small>{peopleOf(group, language)}</small>
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

function peopleOf({ visitors, costs = [] }: GroupResult, language: Language): string {
  const [engine, other] = [visitors.engine, visitors.other].map(n => number(n, language))
  const people =
    language === 'fr' ? `${engine} avec, ${other} sans` : `${engine} with, ${other} without`
  const paid = costs.map(({ cost, currency }) => money(cost, currency, language, 0)).join(' + ')
  if (paid === '') return people
  return language === 'fr' ? `${people}, coût ${paid}` : `${people}, cost ${paid}`
}

function effectOf({ margin }: GroupResult, currency: string, language: Language): string {
  const { effect, low, high } = margin
  if (effect === undefined || low === undefined || high === undefined) {
    return word('too_early', language)
  }
  const [least, most] = [low, high].map(end => difference(end, 'margin', currency, language))
  return between(least, most, language)
}
