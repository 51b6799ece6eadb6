import { useState } from 'preact/hooks'
import type { RunsTold } from '../../../schema/catalogue-told.ts'
import { number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { send } from '../use-read.ts'
import { say } from './words.ts'

type Removal = RunsTold['removals'][number]

/** A feed that lacked too much to be believed: somebody says whether it is right. */
export function Removals({ removals, onAnswer }: { removals: Removal[]; onAnswer: () => void }) {
  return (
    <>
      {removals.map(removal => (
        <Waiting key={removal.run} {...{ removal, onAnswer }} />
      ))}
    </>
  )
}

function Waiting({ removal, onAnswer }: { removal: Removal; onAnswer: () => void }) {
  const { language } = useSettings()
  const [refusal, setRefusal] = useState<string>()
  const [isSending, setSending] = useState(false)
  const answer = async (remove: boolean) => {
    setSending(true)
    const told = await send('POST', `v1/catalogue/removals/${encodeURIComponent(removal.run)}`, {
      remove,
    })
    setSending(false)
    setRefusal(typeof told === 'string' ? told : undefined)
    onAnswer()
  }
  return (
    <div class="asks" role="status">
      <p>{question(removal, language)}</p>
      <p class="meta">{removal.examples.join(', ')}…</p>
      <button type="button" class="btn" disabled={isSending} onClick={() => answer(true)}>
        {say('go', language)}
      </button>
      <button type="button" class="btn go" disabled={isSending} onClick={() => answer(false)}>
        {say('keep', language)}
      </button>
      {refusal && <p class="notice harm">{refusal}</p>}
    </div>
  )
}

function question({ market, count, known }: Removal, language: Language): string {
  const [gone, all] = [number(count, language), number(known, language)]
  return language === 'fr'
    ? `Le dernier flux ${market.country}-${market.language} ne contient plus ${gone} produits sur ${all}. Ils restent en vitrine jusqu’à votre réponse.`
    : `The last ${market.country}-${market.language} feed lacks ${gone} products of ${all}. They stay on show until you answer.`
}
