import { useState } from 'preact/hooks'
import type { Say } from '../../../schema/live.ts'
import type { ErasureProof, RequestsTold } from '../../../schema/privacy-request.ts'
import { number } from '../format.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { read, useRead } from '../use-read.ts'
import { word } from '../words.ts'
import { Lookup } from './lookup.tsx'
import { Proof } from './proof.tsx'
import { Requests } from './requests.tsx'
import { say } from './words.ts'

/** Who asked to know, or to be forgotten, and is it done? */
export function PrivacyPage({ id = '' }: { id?: string }) {
  const { language } = useSettings()
  const [proof, setProof] = useState<ErasureProof>()
  const { got, read: again } = useRead([], () => read<RequestsTold>('v1/privacy-requests'))
  if (typeof got === 'string') return <Without got={got} reading={say('reading', language)} />
  const show = (told: ErasureProof) => {
    setProof(told)
    again()
  }
  return (
    <>
      <div class="top">
        <span class="where">{word('privacy', language)}</span>
      </div>
      <Answer say={answerOf(got)} />
      <div class="cols">
        <div>
          <Lookup key={id} first={id} onErased={show} onExported={again} />
          <Requests requests={got.requests} onProof={show} />
        </div>
        <div aria-live="polite">{proof && <Proof proof={proof} />}</div>
      </div>
    </>
  )
}

function answerOf({ requests }: RequestsTold): Say {
  const erasures = requests.filter(({ kind }) => kind === 'erase')
  const open = erasures.filter(({ state }) => state !== 'done').length
  if (requests.length === 0) {
    return {
      fr: 'Personne n’a encore rien demandé.',
      en: 'Nobody has asked for anything yet.',
    }
  }
  const [all, fr, en] = [requests.length, number(open, 'fr'), number(open, 'en')]
  if (open === 0) {
    return {
      fr: `*Toutes les demandes sont réglées*\u202f: ${number(all, 'fr')} depuis 25 mois.`,
      en: `*Every request is settled*: ${number(all, 'en')} in 25 months.`,
    }
  }
  return {
    fr: `*${fr} ${open > 1 ? 'oublis attendent' : 'oubli attend'} la fin du jour en cours*. Rien d’autre ne connaît plus ces personnes.`,
    en: `*${en} ${open > 1 ? 'erasures wait' : 'erasure waits'} for the current day to end*. Nothing else knows these people any more.`,
  }
}
