import type { RuleDraft, RuleReach } from '../../../schema/rule-draft.ts'
import type { RuleWritten } from '../../../schema/rule-told.ts'
import { dated, number } from '../format.ts'
import { percent } from '../results/measures.ts'
import { type Language, useSettings } from '../settings.ts'
import type { Drafted } from './use-draft.ts'
import { say } from './words.ts'

interface Props {
  drafted: Drafted
  action: RuleWritten['action']
}

/** What a rule will do before it does it: its sentence, whom it reaches, what is worth knowing. */
export function DraftTold({ drafted: { draft, refusal }, action }: Props) {
  const { language } = useSettings()
  return (
    <aside class="panel det">
      <h2 class="draft-title">{say('draft', language)}</h2>
      <div role="status">
        {draft ? (
          <Draft draft={draft} action={action} language={language} />
        ) : (
          <p class={refusal ? 'notice harm' : 'meta'}>
            {refusal ? refusal.message || say('lost', language) : say('draft_empty', language)}
          </p>
        )}
      </div>
    </aside>
  )
}

interface DraftProps {
  draft: RuleDraft
  action: RuleWritten['action']
  language: Language
}

function Draft({ draft, action, language }: DraftProps) {
  const { sentence, reach, warnings } = draft
  return (
    <>
      <p class="big">{sentence[language]}</p>
      <h3>{say('reach', language)}</h3>
      <Reach reach={reach} action={action} language={language} />
      {warnings.length > 0 && (
        <>
          <h3>{say('warnings', language)}</h3>
          <ul class="warned">
            {warnings.map(({ code, says, rule }) => (
              <li key={`${code}${rule ?? ''}`}>
                {says[language]}{' '}
                {rule && (
                  <a href={`#/rules/${encodeURIComponent(rule)}`}>{say('see_rule', language)}</a>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

interface ReachProps {
  reach: RuleReach
  action: RuleWritten['action']
  language: Language
}

function Reach({ reach, action, language }: ReachProps) {
  if (reach.visitors === 0) return <p class="meta">{say('reach_none', language)}</p>
  const { share, low, high } = reach
  return (
    <>
      <p class="draft-reach">
        <b>
          {reach.isAtMost ? '≤ ' : ''}
          {inPercent(share, language)}
        </b>
        <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect class="track" width="100" height="8" />
          <rect class="band" x={low * 100} width={Math.max(0.6, (high - low) * 100)} height="8" />
          <rect class="here" x={Math.min(99.2, share * 100)} width="0.8" height="8" />
        </svg>
      </p>
      <p class="meta">
        {told(reach, language)} {say(action === 'forbid' ? 'rest_forbidden' : 'rest', language)}
      </p>
    </>
  )
}

/** Over which visitors, since when, how sure, and how many of them a rule may bind. */
function told(reach: RuleReach, language: Language): string {
  const { fitting, visitors, low, high, since = 0, isAtMost, bound } = reach
  const n = (value: number) => number(value, language)
  const from = dated(since, Date.now(), language)
  const ends = [inPercent(low, language), inPercent(high, language)]
  const part = percent(bound, language)
  return language === 'fr'
    ? `${isAtMost ? 'Au plus ' : ''}${n(fitting)} des ${n(visitors)} visiteurs venus à cet emplacement depuis ${from}, comptés une fois chacun, comme on les connaissait à leur arrivée. La vraie part est entre ${ends[0]} et ${ends[1]} (95\u202f%). La règle en tient ${part}.`
    : `${isAtMost ? 'At most ' : ''}${n(fitting)} of the ${n(visitors)} visitors who came to this placement since ${from}, counted once each, as they were known when they came. The true part is between ${ends[0]} and ${ends[1]} (95%). The rule binds ${part} of them.`
}

/** Small shares need a digit more. */
function inPercent(share: number, language: Language): string {
  return percent(share, language, share > 0 && share < 0.1 ? 1 : 0)
}
