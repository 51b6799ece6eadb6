import type { VisitorTold } from '../../../schema/visitor-told.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { BackIcon } from '../shell/icons.tsx'
import { Without } from '../shell/without.tsx'
import { word } from '../words.ts'
import { DeniedList } from './denied-list.tsx'
import { Identity } from './identity.tsx'
import { Moments } from './moments.tsx'
import { Rights } from './rights.tsx'
import { ShownList } from './shown-list.tsx'
import { Standing } from './standing.tsx'
import { TraitRow } from './trait-row.tsx'
import { useActs } from './use-acts.ts'
import { useVisitor } from './use-visitor.ts'

/** Who is this, as far as we know, what says so, and what were they shown? */
export function VisitorPage({ id = '' }: { id?: string }) {
  // Somebody else is another page: an answer that is still on its way is not put on theirs.
  return <Visitor key={id} id={id} />
}

function Visitor({ id }: { id: string }) {
  const { language } = useSettings()
  const [reading, put] = useVisitor(id)
  if (typeof reading === 'string')
    return (
      <>
        <div class="top">
          <ToLive language={language} />
        </div>
        <Without
          got={reading}
          reading={word('reading_visitor', language)}
          unknown={word('unknown_visitor', language)}
        />
      </>
    )
  return <Known told={reading} put={put} />
}

interface KnownProps {
  told: VisitorTold
  put: (told: VisitorTold) => void
}

function Known({ told, put }: KnownProps) {
  const { language } = useSettings()
  const { nickname, answer, lede, denied, acts, visitor } = told
  const may = useMay('POST /v1/visitors/:key/corrections')
  const { refusal, correct, merge } = useActs(visitor, put)
  return (
    <>
      <div class="top">
        <ToLive language={language} />
        <span class="where">{nickname[language]}</span>
        <span class="right desk-only meta">{word('drawn_name', language)}</span>
      </div>
      <Answer say={answer} />
      <p class="lede">{lede[language]}</p>
      <div role="status">{refusal && <p class="notice harm">{refusal}</p>}</div>
      <div class="cols">
        <div>
          <Traits told={told} onWrong={may ? trait => void correct(trait, true) : undefined} />
          <DeniedList
            denied={denied}
            onRight={may ? trait => void correct(trait, false) : undefined}
          />
          <section class="journey">
            <div class="h">
              <h2>{word('what_they_did', language)}</h2>
            </div>
            <Moments moments={acts} />
          </section>
        </div>
        <div>
          <ShownList told={told} />
          <Standing told={told} />
          <Identity key={visitor} told={told} onMerge={merge} />
          <Rights visitor={visitor} />
        </div>
      </div>
    </>
  )
}

interface TraitsProps {
  told: VisitorTold
  onWrong?: (trait: string) => void
}

function Traits({ told: { traits }, onWrong }: TraitsProps) {
  const { language } = useSettings()
  return (
    <section>
      <div class="h">
        <h2>{word('understood', language)}</h2>
        <span class="right meta desk-only">{word('band', language)}</span>
      </div>
      {traits.length === 0 && <p class="empty">{word('nothing_understood', language)}</p>}
      <ol class="traits">
        {traits.map(trait => (
          <TraitRow key={trait.title.en} trait={trait} onWrong={onWrong} />
        ))}
      </ol>
    </section>
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
