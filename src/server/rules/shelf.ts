import type { Language } from '../../core/typography.ts'
import { isInForce } from '../../engine/policy/orders.ts'
import type { HeldRules } from '../../engine/policy/rules/held-rules.ts'
import { evidenceIn } from '../../engine/prove/found/found-of.ts'
import { valuesIn, whenOf } from '../../engine/prove/found/place.ts'
import { widerThan } from '../../engine/prove/found/pruned.ts'
import { foundSentence, ruleSentence } from '../../engine/prove/sentence.ts'
import { whoOf } from '../../engine/situation/wording.ts'
import type { Found } from '../../schema/found.ts'
import type { HeldRule } from '../../schema/rule.ts'
import type { RuleDetail, RulesPage, RulesQuery, RuleTold } from '../../schema/rule-told.ts'
import type { Env } from '../../store/ports.ts'
import { forbidding, type Known } from './desk.ts'
import type { Findings, FoundIn } from './findings.ts'
import type { Lately } from './lately.ts'
import { type Entry, isMeant, ORDERS, sifted } from './query.ts'
import { speechOf } from './speech.ts'

const PAGE = 50

/**
 * All rules in one place: what the engine found, what the merchandiser said of it, and what was
 * written by hand.
 */
export class RuleShelf {
  readonly #shop: FoundIn
  readonly #findings: Findings
  readonly #env: Env

  constructor(shop: FoundIn, findings: Findings, env: Env) {
    this.#shop = shop
    this.#findings = findings
    this.#env = env
  }

  async page(query: RulesQuery): Promise<RulesPage> {
    const { offset = 0, limit = PAGE, sort = 'strength', language = 'en' } = query
    const say = (entry: Entry) => this.#sentence(entry, language)
    const all = await this.#entries()
    const meant = await sifted(all, entry => isMeant(entry, query, say), this.#env)
    const shown = meant.sort(ORDERS[sort]).slice(offset, offset + limit)
    return { total: meant.length, rules: shown.map(entry => this.#told(entry, language)) }
  }

  async detail(id: string, language: Language = 'en'): Promise<RuleDetail | undefined> {
    const known = await this.known(id)
    if (known === undefined) return undefined
    const lately = await this.#findings.lately()
    const found = lately.of({ id, ...known })
    const told = this.#told({ ...this.#entryOf(found), kind: known.kind }, language)
    const wider = widerOf(found, lately).map(({ when, evidence }) => ({
      whom: whoOf(when, language, this.#shop.engine.catalogue),
      when,
      evidence,
    }))
    return { ...told, history: this.#history(id), wider }
  }

  /** What a rule says that was found, or that somebody once spoke of. */
  async known(id: string): Promise<Known | undefined> {
    const spoken = this.#rules.changesOf(id).at(-1)
    const said = this.#rules.get(id) ?? spoken?.rule ?? spoken?.before
    if (said) return textOf(said, said.kind)
    const found = (await this.#findings.byId(id)) ?? this.#rules.firstProof(id)
    return found && textOf(found, 'found')
  }

  get #rules(): HeldRules {
    return this.#shop.engine.rules
  }

  async #entries(): Promise<Entry[]> {
    const lately = await this.#findings.lately()
    const found = new Set(lately.rules)
    for (const rule of this.#rules.all()) found.add(lately.of(rule))
    return Array.from(found, one => this.#entryOf(one))
  }

  #entryOf(found: Found): Entry {
    const held = this.#rules.get(found.id)
    const changed = this.#rules.changesOf(found.id).at(-1)
    return { found, held, kind: held?.kind ?? 'found', changed }
  }

  #told({ found, held, kind, changed }: Entry, language: Language): RuleTold {
    const since = this.#rules.firstProof(found.id)?.time
    return {
      ...found,
      kind,
      sentence: this.#sentence({ found, held }, language),
      ...(since !== undefined && { since }),
      isInForce: false,
      ...(held && this.#order(held)),
      ...(changed && { changedAt: changed.time, changedBy: changed.by }),
    }
  }

  #order(held: HeldRule): Partial<RuleTold> {
    const now = this.#env.now()
    const { action, share, until, note } = held
    const overruledBy = action === 'forbid' ? undefined : forbidding(held, this.#rules, now)?.id
    return {
      ...{ action, isInForce: isInForce(held, now) },
      ...(share !== undefined && { share }),
      ...(until !== undefined && { until }),
      ...(note !== undefined && { note }),
      ...(overruledBy !== undefined && { overruledBy }),
    }
  }

  #sentence({ found, held }: Pick<Entry, 'found' | 'held'>, language: Language): string {
    const speech = speechOf(this.#shop.engine, language)
    const since = this.#rules.firstProof(found.id)?.time
    return held ? ruleSentence(held, speech, found, since) : foundSentence(found, speech, since)
  }

  #history(id: string): RuleDetail['history'] {
    return this.#rules
      .changesOf(id)
      .toReversed()
      .map(({ time, by, why, before, rule }) => ({
        ...{ time, by, before, after: rule },
        ...(why !== undefined && { why }),
      }))
  }
}

/** What holds for everybody, or for more visitors: whether a rule is more than that. */
function widerOf({ placement, when, experience }: Found, { surveys }: Lately) {
  const survey = surveys.find(one => one.place.placement === placement)
  if (survey === undefined) return []
  const { place, proofs } = survey
  const values = valuesIn(when, place.characters)
  const arm = place.arms.indexOf(experience)
  if (values === undefined || arm < 0) return []
  return widerThan(values).map(wider => ({
    when: whenOf(wider, place.characters),
    evidence: evidenceIn(place, wider, arm, proofs),
  }))
}

function textOf({ placement, when, experience }: Omit<Known, 'kind'>, kind: Known['kind']): Known {
  return { kind, placement, when, experience }
}
