import type { Report } from '../../../schema/report.ts'
import type { RowsAsked } from '../../../schema/rows-told.ts'
import { number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { isWord, word } from '../words.ts'
import { Counted } from './counted.tsx'
import { percent } from './measures.ts'

type Placement = Report['placements'][number]

interface Props {
  placements: readonly Placement[]
  /** Absent for those who may not see rows. */
  onRows?: (asked: RowsAsked) => void
}

/** What was shown where and how it was answered: counts, and no claim of an effect. */
export function Placements({ placements, onRows }: Props) {
  const { language } = useSettings()
  const shown = placements
    .map(({ placement, experiences }) => ({
      placement,
      experiences: experiences.filter(({ decisions }) => decisions > 0),
    }))
    .filter(({ experiences }) => experiences.length > 0)
  if (shown.length === 0) return null
  return (
    <section class="what-was-shown">
      <div class="h">
        <h2>{word('what_was_shown', language)}</h2>
        <span class="right meta">{word('counts_only', language)}</span>
      </div>
      {shown.map(({ placement, experiences }) => (
        <table class="shown" key={placement}>
          <caption>{placementName(placement, language)}</caption>
          <thead>
            <tr>
              <th scope="col">{word('experience', language)}</th>
              <th scope="col" class="num">
                {word('times_shown', language)}
              </th>
              <th scope="col" class="num">
                {word('times_clicked', language)}
              </th>
              <th scope="col" class="num">
                {word('times_ordered', language)}
              </th>
            </tr>
          </thead>
          <tbody>
            {experiences.map(each => (
              <tr key={each.experience}>
                <th scope="row">{each.words[language]}</th>
                <td class="num">
                  <Counted
                    onRows={onRows}
                    asked={{ of: 'decisions', experience: each.experience }}
                    what={each.words[language]}
                  >
                    {number(each.decisions, language)}
                  </Counted>
                </td>
                <td class="num">{share(each.clicks, each.decisions, language)}</td>
                <td class="num">{share(each.orders, each.decisions, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  )
}

function placementName(placement: string, language: Language): string {
  const key = `placement_${placement}`
  return isWord(key) ? word(key, language) : placement
}

function share(part: number, whole: number, language: Language): string {
  return percent(part / whole, language, 1)
}
