import { useState } from 'preact/hooks'
import type { RuleTwins, Twin } from '../../../schema/twins.ts'
import { ask } from '../ask.ts'
import { money, number } from '../format.ts'
import { useAct } from '../people/use-act.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { say } from './words.ts'

/** One page for two visitors who differ in what the rule asks for, side by side, when asked for. */
export function Twins({ id }: { id: string }) {
  const { language } = useSettings()
  const may = useMay('GET /v1/rules/:id/twins')
  const { act, isBusy, refusal } = useAct()
  const [told, setTold] = useState<RuleTwins>()
  if (!may) return null
  const read = () =>
    act(async () => {
      const path = `v1/rules/${encodeURIComponent(id)}/twins?language=${language}`
      setTold(await ask<RuleTwins>('GET', path))
    })
  return (
    <>
      <h3>{say('twins', language)}</h3>
      <div role="status">
        {told && <Told told={told} language={language} />}
        {refusal && <p class="notice harm">{refusal.message || say('lost', language)}</p>}
      </div>
      <button type="button" class="btn small" disabled={isBusy} onClick={() => void read()}>
        {say('twins_ask', language)}
      </button>
    </>
  )
}

function Told({
  told: { twins, looked, alike },
  language,
}: {
  told: RuleTwins
  language: Language
}) {
  const filled = (words: string, count: number) => words.replace('{n}', number(count, language))
  if (twins.length === 0) return <p class="meta">{filled(say('twins_none', language), looked)}</p>
  return (
    <>
      <div class="twins">
        {twins.map(twin => (
          <Page key={twin.visitor} twin={twin} language={language} />
        ))}
      </div>
      <p class="meta">{filled(say('twins_note', language), alike)}</p>
    </>
  )
}

function Page({ twin, language }: { twin: Twin; language: Language }) {
  const { visitor, nickname, fits, says, show, title, nudge, items } = twin
  return (
    <figure>
      <div class="twin-page">
        <b>{show ? title : say('own_page', language)}</b>
        {nudge && <p class="nudge">{nudge}</p>}
        {show && (
          <ul>
            {items.map(item => (
              <li key={item.title}>
                <span>{item.title}</span>
                <span class="num">{money(item.price, item.currency, language)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <figcaption>
        <a href={`#/visitors/${encodeURIComponent(visitor)}`}>{nickname[language]}</a>
        {`. ${says[language]}. ${say(fits ? 'fits' : 'fits_not', language)}.`}
      </figcaption>
    </figure>
  )
}
