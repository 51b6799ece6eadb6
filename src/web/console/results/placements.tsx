import type { Report } from '../../../schema/report.ts'
import { number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { isWord, word } from '../words.ts'
import { Counted } from './counted.tsx'
import { percent } from './measures.ts'

type Placement = Report['placements'][number]

/** What was shown where and how it was answered: counts, and no claim of an effect. */
export function Placements({ placements }: { placements: readonly Placement[] }) {
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
      <div class="by-placement">
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
                      asked={{ of: 'decisions', experience: each.experience }}
                      what={each.words[language]}
                    >
                      {number(each.decisions, language)}
                    </Counted>
                  </td>
                  {(['clicks', 'orders'] as const).map(answer => (
                    <td key={answer} class="num">
                      <Answered {...{ each, answer, language }} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  )
}

type Experience = Placement['experiences'][number]

interface AnsweredProps {
  each: Experience
  answer: 'clicks' | 'orders'
  language: Language
}

/** A rate, and the answers that it is made of where there are any. */
function Answered({ each, answer, language }: AnsweredProps) {
  const { experience, decisions, words } = each
  const rate = percent(each[answer] / decisions, language, 1)
  if (each[answer] === 0) return <>{rate}</>
  const what = word(answer === 'clicks' ? 'times_clicked' : 'times_ordered', language)
  return (
    <Counted asked={{ of: 'answers', experience }} what={`${words[language]}, ${what}`}>
      {rate}
    </Counted>
  )
}

function placementName(placement: string, language: Language): string {
  const key = `placement_${placement}`
  return isWord(key) ? word(key, language) : placement
}
