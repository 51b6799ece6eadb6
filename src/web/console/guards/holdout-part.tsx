import { useState } from 'preact/hooks'
import type { HoldoutOption, SplitTold } from '../../../schema/split.ts'
import { ask } from '../ask.ts'
import { money, number } from '../format.ts'
import { useAct } from '../people/use-act.ts'
import { percent } from '../results/measures.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { say } from './words.ts'

interface Props {
  split: SplitTold
  onChange: () => void
}

/** How many are left alone, and what more or fewer of them would cost, before it is changed. */
export function HoldoutPart({ split, onChange }: Props) {
  const { language } = useSettings()
  const may = useMay('PUT /v1/split')
  const { act, isBusy, refusal } = useAct()
  const [picked, setPicked] = useState(split.holdout)
  const change = () =>
    act(async () => {
      await ask('PUT', 'v1/split', { holdout: picked })
      onChange()
    })
  return (
    <section>
      <div class="h">
        <h2>{say('holdout', language)}</h2>
      </div>
      <p class="meta quiet-line">{say('holdout_note', language)}</p>
      <table class="shown sizes">
        <thead>
          <tr>
            <th scope="col">{say('size', language)}</th>
            <th scope="col" class="num">
              {say('detectable', language)} <small>{say('per_visitor', language)}</small>
            </th>
            <th scope="col" class="num">
              {say('forgone', language)} <small>{say('per_thousand', language)}</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {split.options.map(option => (
            <tr key={option.holdout}>
              <th scope="row">
                <label class="tick">
                  <input
                    type="radio"
                    name="holdout"
                    disabled={!may}
                    checked={picked === option.holdout}
                    onChange={() => setPicked(option.holdout)}
                  />
                  {percent(option.holdout, language)}
                  {option.holdout === split.holdout && <em> {say('now', language)}</em>}
                </label>
              </th>
              <Costs option={option} currency={split.currency} language={language} />
            </tr>
          ))}
        </tbody>
      </table>
      <p class="meta">
        {say('same_visitors', language).replace('{n}', number(split.visitors, language))}
      </p>
      {may && (
        <button
          type="button"
          class="btn"
          disabled={isBusy || picked === split.holdout}
          onClick={() => void change()}
        >
          {say('change_size', language)}
        </button>
      )}
      <p role="status">
        {refusal && <span class="harm">{refusal.message || say('lost', language)}</span>}
      </p>
    </section>
  )
}

interface CostsProps {
  option: HoldoutOption
  currency: string
  language: Language
}

function Costs({ option: { detectable, forgone }, currency, language }: CostsProps) {
  const told = (minor: number) => money(minor, currency, language)
  return (
    <>
      <td class="num">
        {detectable === undefined ? say('too_early', language) : `± ${told(detectable)}`}
      </td>
      <td class="num">{forgone === undefined ? say('not_proven', language) : told(forgone)}</td>
    </>
  )
}
