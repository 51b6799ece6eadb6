import type { Figure, HealthTold } from '../../../schema/health-told.ts'
import type { Say } from '../../../schema/live.ts'
import { ago, number } from '../format.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { read, useRead } from '../use-read.ts'
import { word } from '../words.ts'
import { FigureRow } from './figure-row.tsx'
import { FIGURE_WORDS } from './figure-words.ts'
import { say } from './words.ts'

/** How does the server do, and what is to be done? */
export function HealthPage() {
  const { language } = useSettings()
  const { got } = useRead([], () => read<HealthTold>('v1/health'))
  if (typeof got === 'string') return <Without got={got} reading={say('reading', language)} />
  const troubled = got.figures.filter(({ state }) => state !== 'good').sort(worstFirst)
  const well = got.figures.filter(({ state }) => state === 'good')
  return (
    <>
      <div class="top">
        <span class="where">{word('health', language)}</span>
      </div>
      <Answer say={answerOf(troubled)} />
      <div class="cols">
        <div>
          {troubled.length > 0 && <Figures title={say('look_at', language)} figures={troubled} />}
          <Figures title={say('all_else', language)} figures={well} />
        </div>
        <Versions told={got} />
      </div>
    </>
  )
}

function Figures({ title, figures }: { title: string; figures: Figure[] }) {
  return (
    <section>
      <div class="h">
        <h2>{title}</h2>
      </div>
      <ul class="figures">
        {figures.map(figure => (
          <FigureRow key={figure.name} figure={figure} />
        ))}
      </ul>
    </section>
  )
}

function Versions({ told: { versions, now } }: { told: HealthTold }) {
  const { language } = useSettings()
  const { vitrine, engine, node, position, startedAt } = versions
  return (
    <section>
      <div class="h">
        <h2>{say('versions', language)}</h2>
      </div>
      <dl class="facts">
        <dt>Vitrine</dt>
        <dd>{vitrine}</dd>
        <dt>{say('engine', language)}</dt>
        <dd>{number(engine, language)}</dd>
        <dt>Node</dt>
        <dd>{node}</dd>
        <dt>{say('position', language)}</dt>
        <dd>{number(position, language)}</dd>
        <dt>{say('started', language)}</dt>
        <dd>{ago(startedAt, now, language, word('just_now', language))}</dd>
      </dl>
      <p class="meta quiet-line">{say('doctor', language)}</p>
      <p class="meta">{say('for_machines', language)}</p>
    </section>
  )
}

function worstFirst(a: Figure, b: Figure): number {
  return Number(b.state === 'bad') - Number(a.state === 'bad')
}

function answerOf(troubled: Figure[]): Say {
  const [worst] = troubled
  if (worst === undefined) return { fr: '*Tout va bien.*', en: '*All is well.*' }
  const { title } = FIGURE_WORDS[worst.name]
  const more = troubled.length - 1
  const [fr, en] = [title.fr.toLowerCase(), title.en.toLowerCase()]
  return {
    fr: `${worst.state === 'bad' ? '*Il faut agir*' : '*À surveiller*'}\u202f: ${fr}${more > 0 ? `, et ${more} autre${more > 1 ? 's' : ''}` : ''}.`,
    en: `${worst.state === 'bad' ? '*Act now*' : '*To watch*'}: ${en}${more > 0 ? `, and ${more} more` : ''}.`,
  }
}
