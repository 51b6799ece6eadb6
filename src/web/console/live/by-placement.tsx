import type { LiveState } from '../../../schema/live.ts'
import { number } from '../format.ts'
import { Counted } from '../results/counted.tsx'
import { type Language, useSettings } from '../settings.ts'
import { word } from '../words.ts'

type Placement = LiveState['byPlacement'][number]

/** Decisions of the last minute by placement; the solid part was clicked. */
export function ByPlacement({ placements }: { placements: Placement[] }) {
  const { language } = useSettings()
  const most = Math.max(1, ...placements.map(p => p.decisions))
  return (
    <section>
      <div class="h">
        <h2>{word('decisions', language)}</h2>
        <span class="right meta">{word('solid', language)}</span>
      </div>
      {placements.length === 0 && <p class="meta quiet-line">{word('no_decision', language)}</p>}
      <ul class="by">
        {placements.map(placement => (
          <li key={placement.placement}>
            <span>{placement.say[language]}</span>
            <span class="track">
              <span class="b" style={{ width: share(placement.decisions, most) }}>
                <i style={{ width: share(placement.clicked, placement.decisions) }} />
              </span>
            </span>
            <span class="num">
              <Counted
                asked={{ of: 'decisions', placement: placement.placement }}
                what={placement.say[language]}
              >
                {number(placement.decisions, language)}
              </Counted>
            </span>
            <span class="sr">{clickedWords(placement.clicked, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function clickedWords(clicked: number, language: Language): string {
  return language === 'fr' ? `dont ${clicked} cliquées` : `${clicked} of them clicked`
}

function share(part: number, whole: number): string {
  return `${(part / whole) * 100}%`
}
