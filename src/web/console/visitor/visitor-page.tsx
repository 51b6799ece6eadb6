import { type Language, useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { BackIcon } from '../shell/icons.tsx'
import { type Word, word } from '../words.ts'
import { Moments } from './moments.tsx'
import { ShownList } from './shown-list.tsx'
import { TraitRow } from './trait-row.tsx'
import { type Reading, useVisitor } from './use-visitor.ts'

/** Who is this, as far as we know, what says so, and what were they shown? */
export function VisitorPage({ id = '' }: { id?: string }) {
  const { language } = useSettings()
  const reading = useVisitor(id)
  if (typeof reading === 'string') return <Without reading={reading} language={language} />
  const { nickname, answer, lede, traits, acts } = reading
  return (
    <>
      <div class="top">
        <ToLive language={language} />
        <span class="where">{nickname[language]}</span>
        <span class="right desk-only meta">{word('drawn_name', language)}</span>
      </div>
      <Answer say={answer} />
      <p class="lede">{lede[language]}</p>
      <div class="cols">
        <section>
          <div class="h">
            <h2>{word('understood', language)}</h2>
            <span class="right meta desk-only">{word('band', language)}</span>
          </div>
          {traits.length === 0 && <p class="empty">{word('nothing_understood', language)}</p>}
          <ol class="traits">
            {traits.map(trait => (
              <TraitRow key={trait.title.en} trait={trait} />
            ))}
          </ol>
        </section>
        <div>
          <ShownList told={reading} />
          <section>
            <div class="h">
              <h2>{word('what_they_did', language)}</h2>
            </div>
            <Moments moments={acts} />
          </section>
        </div>
      </div>
    </>
  )
}

function ToLive({ language }: { language: Language }) {
  return (
    <a class="to-live" href="#/live">
      <BackIcon />
      {word('to_live', language)}
    </a>
  )
}

const WITHOUT: Record<Extract<Reading, string>, Word> = {
  reading: 'reading_visitor',
  unknown: 'unknown_visitor',
  expired: 'expired',
  lost: 'server_away',
}

function Without({ reading, language }: { reading: Extract<Reading, string>; language: Language }) {
  return (
    <>
      <div class="top">
        <ToLive language={language} />
      </div>
      <p class={reading === 'reading' ? 'reading' : 'empty'} role="status">
        {word(WITHOUT[reading], language)}
      </p>
    </>
  )
}
