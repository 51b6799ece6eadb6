import { useEffect, useState } from 'preact/hooks'
import type { Explanation, ToldPlacement } from '../../../schema/explanation.ts'
import { addressOf } from '../connection.ts'
import { number } from '../format.ts'
import { percent } from '../results/measures.ts'
import { forbiddingAt } from '../rules/rule-form.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { word } from '../words.ts'

/** Reasons told: what weighs most. */
const MOST = 4

/** One choice taken apart: the situation, what spoke for it, and the chance each experience had. */
export function Why({ decision }: { decision: string }) {
  const { language } = useSettings()
  const may = useMay('POST /v1/rules')
  const [told, setTold] = useState<Explanation | 'gone'>()
  useEffect(() => {
    void ask(decision, language).then(answer => setTold(answer ?? 'gone'))
  }, [decision, language])
  if (told === undefined) return null
  if (told === 'gone') return <p class="meta">{word('why_gone', language)}</p>
  const [placement] = told.placements
  const chosen = placement.experiences.find(({ isChosen }) => isChosen)
  return (
    <div class="why-panel">
      <p>{told.situation.sentence}</p>
      <Because placement={placement} language={language} />
      {placement.order && <p>{placement.order.sentence}</p>}
      {placement.rule && (
        <p>
          <a href={`#/rules/${encodeURIComponent(placement.rule.id)}`}>{placement.rule.sentence}</a>
        </p>
      )}
      <Chances placement={placement} language={language} />
      {may && chosen && !chosen.isDefault && (
        <p>
          <a href={forbiddingAt(chosen.id)}>{word('show_no_more', language)}</a>
        </p>
      )}
      <p class="meta">
        {told.sliceWords} {told.note}
      </p>
    </div>
  )
}

interface Props {
  placement: ToldPlacement
  language: Language
}

function Because({ placement: { because }, language }: Props) {
  if (because.length === 0) return null
  return (
    <>
      <h3>{word('spoke_for_it', language)}</h3>
      <ul>
        {because.slice(0, MOST).map(({ words, step, amount }) => (
          <li key={`${step} ${words}`}>
            {words}{' '}
            <span class={amount < 0 ? 'harm' : 'gain'}>
              {amount < 0 ? '−' : '+'}
              {number(Math.abs(amount), language, 2)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The exact chance of each, the one that was drawn in bold. */
function Chances({ placement: { experiences }, language }: Props) {
  return (
    <>
      <h3>{word('chances', language)}</h3>
      <ul class="chances">
        {experiences
          .toSorted((a, b) => b.propensity - a.propensity)
          .map(({ id, words, isChosen, propensity }) => (
            <li key={id}>
              {isChosen ? <b>{words}</b> : <span>{words}</span>}
              <span class="num">{percent(propensity, language, 1)}</span>
            </li>
          ))}
      </ul>
    </>
  )
}

async function ask(decision: string, language: Language): Promise<Explanation | undefined> {
  try {
    const path = `v1/explain/${encodeURIComponent(decision)}?language=${language}`
    const response = await fetch(addressOf(path))
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}
