import { useState } from 'preact/hooks'
import type { RuleDetail } from '../../../schema/rule-told.ts'
import { whoOf } from '../desk/who-of.ts'
import { number, when } from '../format.ts'
import { Counted as ToRows } from '../results/counted.tsx'
import { type Language, useSettings } from '../settings.ts'
import { BackIcon } from '../shell/icons.tsx'
import { type Word, word } from '../words.ts'
import { EditPart } from './edit-part.tsx'
import { Effect, evidenceOf } from './effect.tsx'
import { ActionTag } from './rule-row.tsx'
import { Twins } from './twins.tsx'
import { decide, type Got, useRule } from './use-rules.ts'

const ACTIONS = ['approve', 'pin', 'limit', 'forbid'] as const
/** Of the visitors in that situation, where a rule is limited. */
const LIMIT = 0.2

/** A rule in whole: its sentence, what may be said of it, what was counted, and who said what. */
export function RulePanel({ id, onChange }: { id: string; onChange: () => void }) {
  const { language } = useSettings()
  const { got, read } = useRule(id, language)
  return (
    <aside class="panel det">
      <a class="back" href="#/rules">
        <BackIcon />
        {word('back_to_rules', language)}
      </a>
      {typeof got === 'string' ? (
        <p role="status">{word(WITHOUT[got], language)}</p>
      ) : (
        <Rule
          rule={got}
          language={language}
          onChange={() => {
            read()
            onChange()
          }}
        />
      )}
    </aside>
  )
}

const WITHOUT: Record<Extract<Got<RuleDetail>, string>, Word> = {
  reading: 'reading_rules',
  expired: 'expired',
  unknown: 'unknown_rule',
  lost: 'server_away',
}

interface RuleProps {
  rule: RuleDetail
  language: Language
  onChange: () => void
}

function Rule({ rule, language, onChange }: RuleProps) {
  return (
    <>
      <p class="tagline">
        <span class="tag">
          <i class={`mark ${rule.status}`} aria-hidden="true" />
          {word(`status_${rule.status}`, language)}
        </span>
        {evidenceOf(rule)?.isSpecific && <span class="tag">{word('specific', language)}</span>}
        <ActionTag rule={rule} />
      </p>
      <h2 class="big">{rule.sentence}</h2>
      <Effect evidence={evidenceOf(rule)} language={language} />
      {rule.note && <p class="meta">{rule.note}</p>}
      <Actions rule={rule} language={language} onChange={onChange} />
      {rule.action && <EditPart key={rule.id} rule={rule} onChange={onChange} />}
      <Counted rule={rule} language={language} />
      <Wider rule={rule} language={language} />
      <Twins key={`twins-${rule.id}`} id={rule.id} />
      <History rule={rule} language={language} />
    </>
  )
}

/** What can be said is taken back by pressing it again: nothing here needs a question first. */
function Actions({ rule, language, onChange }: RuleProps) {
  const [refusal, setRefusal] = useState<string>()
  const say = async (action: (typeof ACTIONS)[number]) => {
    const isTaken = rule.action === action
    const change = isTaken ? 'none' : action
    const share = change === 'limit' ? { share: LIMIT } : {}
    setRefusal(await decide(rule, { action: change, ...share }, language))
    onChange()
  }
  const first = rule.action ?? 'approve'
  return (
    <>
      <div class="acts">
        {ACTIONS.map(action => (
          <button
            key={action}
            type="button"
            class={action === first ? 'btn go' : 'btn'}
            aria-pressed={rule.action === action}
            // The second press of a double press takes nothing back.
            onClick={({ detail }) => detail > 1 || void say(action)}
          >
            {word(`do_${action}`, language)}
          </button>
        ))}
      </div>
      <div role="status">{refusal && <p class="notice harm">{refusal}</p>}</div>
      <p class="meta">{word('next_page', language)}</p>
    </>
  )
}

function Counted({ rule, language }: { rule: RuleDetail; language: Language }) {
  if (rule.evidence.length === 0) return null
  return (
    <>
      <h3>{word('counted', language)}</h3>
      <table class="shown">
        <thead>
          <tr>
            <th scope="col">
              <span class="sr">{word('measure', language)}</span>
            </th>
            <th scope="col" class="num">
              {word('this_one', language)}
            </th>
            <th scope="col" class="num">
              {word('the_default', language)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rule.evidence.map(each => (
            <tr key={each.outcome}>
              <th scope="row">{word(`outcome_${each.outcome}`, language)}</th>
              <td class="num">
                <ToRows asked={{ of: 'answers', experience: rule.experience }} what={rule.sentence}>
                  {of(each.successes, each.shown, language)}
                </ToRows>
              </td>
              <td class="num">{of(each.defaultSuccesses, each.defaultShown, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function of(part: number, whole: number, language: Language): string {
  return `${number(part, language)} / ${number(whole, language)}`
}

/** The same experience in the situations around: whether the rule is more than they are. */
function Wider({ rule, language }: { rule: RuleDetail; language: Language }) {
  const told = rule.wider
    .map(({ whom, evidence }) => ({ whom, evidence: evidence.find(isOf(rule)) }))
    .filter(({ evidence }) => evidence?.low !== undefined)
  if (told.length === 0) return null
  return (
    <>
      <h3>{word('around', language)}</h3>
      <ul class="par">
        {told.map(({ whom, evidence }) => (
          <li key={whom}>
            <span>{whom}</span>
            <Effect evidence={evidence} language={language} />
          </li>
        ))}
      </ul>
    </>
  )
}

function isOf({ outcome }: RuleDetail) {
  return (each: RuleDetail['evidence'][number]) => each.outcome === (outcome ?? 'click')
}

function History({ rule: { history }, language }: { rule: RuleDetail; language: Language }) {
  if (history.length === 0) return null
  return (
    <>
      <h3>{word('said_so_far', language)}</h3>
      <ol class="moments">
        {history.map(({ time, by, name, why, after }) => (
          <li key={time}>
            <span class="t">{when(time, Date.now(), language)}</span>
            <span>
              {word(after ? (`said_${after.action}` as Word) : 'said_none', language)}
              <small>{[whoOf({ by, name }, language), why].filter(Boolean).join(': ')}</small>
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
