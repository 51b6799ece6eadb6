import type { RuleTold } from '../../../schema/rule-told.ts'
import { number } from '../format.ts'
import { useSettings } from '../settings.ts'
import { type Word, word } from '../words.ts'
import { Effect, evidenceOf } from './effect.tsx'

/** One rule in a sentence, how sure it is, what the merchandiser said of it. */
export function RuleRow({ rule, isOn }: { rule: RuleTold; isOn: boolean }) {
  const { language } = useSettings()
  const { id, status, sentence, visits } = rule
  return (
    <li data-on={isOn}>
      <i class={`mark ${status}`} aria-hidden="true" />
      <div>
        <a
          class="cond"
          href={`#/rules/${encodeURIComponent(id)}`}
          aria-current={isOn ? 'true' : undefined}
        >
          {sentence}
        </a>
        <p class="meta">
          <span>{word(`status_${status}`, language)}</span>
          <span>n = {number(visits, language)}</span>
          <ActionTag rule={rule} />
        </p>
      </div>
      <Effect evidence={evidenceOf(rule)} language={language} />
    </li>
  )
}

/** What was said of a rule, and whether it still holds. */
export function ActionTag({ rule: { action, isInForce, share, overruledBy } }: { rule: RuleTold }) {
  const { language } = useSettings()
  if (action === undefined) return null
  const said = word(`said_${action}` as Word, language)
  const limit =
    action === 'limit' && share !== undefined ? ` ${number(share * 100, language)} %` : ''
  const note = overruledBy ? 'overruled' : isInForce ? undefined : 'ended'
  return (
    <em>
      {said}
      {limit}
      {note && ` (${word(note, language)})`}
    </em>
  )
}
