import { useState } from 'preact/hooks'
import type { Say } from '../../../schema/live.ts'
import type { RulesPage, SituationsPage } from '../../../schema/rule-told.ts'
import { number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { word } from '../words.ts'
import { ApprovalPart } from './approval-part.tsx'
import { RulePanel } from './rule-detail.tsx'
import { FORBIDDING } from './rule-form.ts'
import { RuleRow } from './rule-row.tsx'
import { type Asked, type Filter, useRules } from './use-rules.ts'
import { say } from './words.ts'
import { WritePage } from './write-page.tsx'

const FILTERS: Filter[] = ['all', 'proven', 'used', 'mine']
const PAGE = 30

/** What did it find, what does it do with it, and how do I stop it? */
export function RulesRoom({ id }: { id?: string }) {
  const [page, against] = id?.split(FORBIDDING) ?? []
  return page === 'new' ? <WritePage key={id} against={against} /> : <RulesFound id={id} />
}

function RulesFound({ id }: { id?: string }) {
  const { language } = useSettings()
  const [asked, setAsked] = useState<Asked>({ filter: 'all', text: '', limit: PAGE })
  const { got, read } = useRules(asked, language)
  if (typeof got === 'string') {
    const [reading, unknown] = [word('reading_rules', language), word('unknown_rule', language)]
    return <Without {...{ got, reading, unknown }} />
  }
  const { rules, counts } = got
  // A rule by hand may stand in the list long before the engine has found one.
  const isEarly = counts.counts.observed === 0 && asked.filter === 'all' && asked.text === ''
  return (
    <div class={id === undefined ? 'events-page' : 'events-page on-one'}>
      <div class="overview">
        <div class="top">
          <span class="where">{word('rules', language)}</span>
          <a class="btn small right" href="#/rules/new">
            {say('write', language)}
          </a>
        </div>
        <Answer say={answerOf(counts)} />
        <Three counts={counts} language={language} />
        <Search asked={asked} onAsk={setAsked} language={language} />
      </div>
      <div class="two">
        <section class="overview">
          <h2 class="sr">{word('rules', language)}</h2>
          {isEarly && <p class="empty">{word('no_rule', language)}</p>}
          {rules.rules.length === 0 && !isEarly && (
            <p class="empty">{word('no_such_rule', language)}</p>
          )}
          <ol class="list">
            {rules.rules.map(rule => (
              <RuleRow key={rule.id} rule={rule} isOn={rule.id === id} />
            ))}
          </ol>
          {isWhole(asked) && isRepeated(got) && (
            <p class="meta quiet-line">{say('repeated', language)}</p>
          )}
          {rules.total > rules.rules.length && (
            <button
              type="button"
              class="btn quiet earlier"
              onClick={() => setAsked({ ...asked, limit: Math.min(200, asked.limit + PAGE) })}
            >
              {word('more_rules', language)} ({number(rules.total, language)})
            </button>
          )}
          <ApprovalPart />
        </section>
        {id === undefined ? (
          <aside class="panel det">{word('pick_rule', language)}</aside>
        ) : (
          <RulePanel id={id} onChange={read} />
        )}
      </div>
    </div>
  )
}

/** Nothing that is proven is left out by what was asked. */
function isWhole({ filter, text }: Asked): boolean {
  return (filter === 'all' || filter === 'proven') && text === ''
}

/** Of the proven situations in the count, some have no line: whoever compares the two is told why. */
function isRepeated({ rules, counts }: { rules: RulesPage; counts: SituationsPage }): boolean {
  const told = new Set(
    rules.rules
      .filter(({ status }) => status === 'proven')
      .map(({ placement, when }) => JSON.stringify([placement, when])),
  )
  return told.size > 0 && rules.total === rules.rules.length && told.size < counts.counts.proven
}

function answerOf({ counts: { observed, used, proven } }: SituationsPage): Say {
  if (observed === 0) return NONE_YET
  return {
    fr:
      proven > 0
        ? `*${number(proven, 'fr')} ${proven > 1 ? 'situations ont' : 'situation a'} un effet prouvé*, parmi ${number(observed, 'fr')} observées.`
        : `Rien n’est encore prouvé\u202f: ${number(observed, 'fr')} ${observed < 2 ? 'situation observée' : 'situations observées'}, ${used === 0 ? 'aucune n’a encore' : `${number(used, 'fr')} ${used < 2 ? 'a' : 'ont'}`} changé une page.`,
    en:
      proven > 0
        ? `*${number(proven, 'en')} ${proven > 1 ? 'situations have' : 'situation has'} a proven effect*, of ${number(observed, 'en')} observed.`
        : `Nothing is proven yet: ${number(observed, 'en')} ${observed === 1 ? 'situation' : 'situations'} observed, ${used === 0 ? 'none' : number(used, 'en')} changed a page.`,
  }
}

const NONE_YET: Say = {
  fr: 'Rien n’est encore prouvé\u202f: aucune situation n’a été vue trente fois.',
  en: 'Nothing is proven yet: no situation was seen thirty times.',
}

/** The three counts and what each means: the first two grow with what is told apart, the third cannot be inflated. */
function Three({ counts, language }: { counts: SituationsPage; language: Language }) {
  return (
    <dl class="three">
      {(['observed', 'used', 'proven'] as const).map(name => (
        <div key={name}>
          <dt>
            <i class={`mark ${name}`} aria-hidden="true" />
            {number(counts.counts[name], language)} {word(`count_${name}`, language)}
          </dt>
          <dd>{word(`means_${name}`, language)}</dd>
        </div>
      ))}
    </dl>
  )
}

interface SearchProps {
  asked: Asked
  onAsk: (asked: Asked) => void
  language: Language
}

function Search({ asked, onAsk, language }: SearchProps) {
  return (
    <div class="find">
      <input
        class="field"
        type="search"
        aria-label={word('search_rules', language)}
        placeholder={word('search_rules', language)}
        value={asked.text}
        onInput={event => onAsk({ ...asked, limit: PAGE, text: event.currentTarget.value })}
      />
      <fieldset class="chips" aria-label={word('show', language)}>
        {FILTERS.map(filter => (
          <button
            key={filter}
            type="button"
            class="chip"
            aria-pressed={asked.filter === filter}
            onClick={() => onAsk({ ...asked, limit: PAGE, filter })}
          >
            {word(`rules_${filter}`, language)}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
