import type { SegmentRoom } from '../../../schema/segment-told.ts'
import { number } from '../format.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

/** What those who are here care for most, and how much of it can be had. */
export function Wants({ wants }: { wants: SegmentRoom['wants'] }) {
  const { language } = useSettings()
  const most = Math.max(1, ...wants.map(({ visitors }) => visitors))
  return (
    <section>
      <div class="h">
        <h2>{say('wants', language)}</h2>
      </div>
      {wants.length === 0 && <p class="empty">{say('no_wants', language)}</p>}
      <ul class="need">
        {wants.map(({ what, visitors, inStock }) => (
          <li key={what.en}>
            <span>
              {what[language]}
              <small>
                {inStock >= 50 ? '50+' : number(inStock, language)} {say('in_stock', language)}
              </small>
            </span>
            <span aria-hidden="true">
              <i style={{ width: `${(100 * visitors) / most}%` }} />
            </span>
            <span class="num">{number(visitors, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who is here, the newest first. */
export function People({ people }: { people: SegmentRoom['people'] }) {
  const { language } = useSettings()
  return (
    <section>
      <div class="h">
        <h2>{say('people', language)}</h2>
      </div>
      {people.length === 0 && <p class="empty">{say('nobody', language)}</p>}
      <ul class="besides">
        {people.map(({ visitor, nickname, visit, interest }) => (
          <li key={visitor}>
            <a href={`#/visitors/${visitor}`}>{nickname[language]}</a>
            <small>
              {say(`need_${visit}` as 'need_first', language)}
              {interest && ` · ${interest[language]}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
