import { isInForce } from '../../engine/policy/orders.ts'
import type { HeldRules } from '../../engine/policy/rules/held-rules.ts'
import { evidenceIn, strengthOf } from '../../engine/prove/found/found-of.ts'
import { valuesIn, whenOf } from '../../engine/prove/found/place.ts'
import { widerThan } from '../../engine/prove/found/pruned.ts'
import type { Found } from '../../schema/found.ts'
import type { HeldRule } from '../../schema/rule.ts'
import type { RuleDetail, RulesQuery, RuleTold } from '../../schema/rule-told.ts'
import type { Env } from '../../store/ports.ts'
import { forbidding, type Known } from './desk.ts'
import type { Findings, FoundIn } from './findings.ts'

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

  /** Those that the query is about, in its order: all of them, however many fit on a page. */
  async list(query: RulesQuery): Promise<RuleTold[]> {
    const found = await this.#findings.rules()
    const told = found.map(one => this.#told(one, this.#rules.get(one.id)))
    const listed = new Set(found.map(({ id }) => id))
    for (const rule of this.#rules.all()) {
      if (!listed.has(rule.id)) told.push(this.#told(await this.#findings.of(rule), rule))
    }
    return told.filter(one => isMeant(one, query)).sort(ORDERS[query.sort ?? 'strength'])
  }

  async detail(id: string): Promise<RuleDetail | undefined> {
    const held = this.#rules.get(id)
    const known = held ?? (await this.known(id))
    if (known === undefined) return undefined
    const found = await this.#findings.of(known)
    const told = this.#told(found, held, known.kind)
    return { ...told, history: this.#history(id), wider: await this.#wider(found) }
  }

  /** What a rule says that was found, or that somebody once spoke of. */
  async known(id: string): Promise<Known | undefined> {
    const spoken = this.#rules.changesOf(id).at(-1)
    const before = spoken?.rule ?? spoken?.before
    if (before) return before
    const found = (await this.#findings.byId(id)) ?? this.#rules.firstProof(id)
    return found && { kind: 'found', ...textOf(found) }
  }

  get #rules(): HeldRules {
    return this.#shop.engine.rules
  }

  #told(found: Found, held: HeldRule | undefined, kind: Known['kind'] = 'found'): RuleTold {
    const since = this.#rules.firstProof(found.id)?.time
    const told = { ...found, kind, ...(since !== undefined && { since }), isInForce: false }
    const spoken = this.#rules.changesOf(found.id).at(-1)
    const changed = spoken && { changedAt: spoken.time, changedBy: spoken.by }
    if (held === undefined) return { ...told, ...changed }
    const now = this.#env.now()
    const { action, share, until, note } = held
    const overruledBy = action === 'forbid' ? undefined : forbidding(held, this.#rules, now)?.id
    return {
      ...told,
      ...{ kind: held.kind, action, isInForce: isInForce(held, now) },
      ...(share !== undefined && { share }),
      ...(until !== undefined && { until }),
      ...(note !== undefined && { note }),
      ...(overruledBy !== undefined && { overruledBy }),
      ...changed,
    }
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

  /** What holds for everybody, or for more visitors: whether a rule is more than that. */
  async #wider({ placement, when, experience }: Found): Promise<RuleDetail['wider']> {
    const surveys = await this.#findings.surveys()
    const { place, proofs } = surveys.find(one => one.place.placement === placement)!
    const values = valuesIn(when, place.characters)
    const arm = place.arms.indexOf(experience)
    if (values === undefined || arm < 0) return []
    return widerThan(values).map(wider => ({
      when: whenOf(wider, place.characters),
      evidence: evidenceIn(place, wider, arm, proofs),
    }))
  }
}

function textOf({ placement, when, experience }: Omit<Known, 'kind'>) {
  return { placement, when, experience }
}

function isMeant(rule: RuleTold, query: RulesQuery): boolean {
  const { placement, status, action, experience } = query
  if (placement !== undefined && rule.placement !== placement) return false
  if (status !== undefined && rule.status !== status) return false
  if (experience !== undefined && rule.experience !== experience) return false
  if (action === 'any' ? rule.action === undefined : action === 'none' && rule.action) return false
  if (action !== undefined && action !== 'any' && action !== 'none' && rule.action !== action)
    return false
  return holdsWords(query.text, [
    rule.id,
    rule.experience,
    rule.note ?? '',
    ...Object.entries(rule.when).flat(),
  ])
}

/** Every word that is asked for occurs in one of these. */
export function holdsWords(asked: string | undefined, texts: readonly string[]): boolean {
  const whole = texts.join('\n').toLowerCase()
  return (asked ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every(word => whole.includes(word))
}

const RANKS = ['proven', 'used', 'observed', 'rare']
type Comparison = (a: RuleTold, b: RuleTold) => number

/** Of equals, the one whose id comes first: pages must not overlap. */
const ORDERS: Record<NonNullable<RulesQuery['sort']>, Comparison> = {
  strength: by(
    (a, b) => RANKS.indexOf(a.status) - RANKS.indexOf(b.status) || strengthOf(b) - strengthOf(a),
  ),
  effect: by((a, b) => effectOf(b) - effectOf(a)),
  visits: by((a, b) => b.visits - a.visits),
  changed: by((a, b) => (b.changedAt ?? 0) - (a.changedAt ?? 0)),
}

function by(compare: Comparison): Comparison {
  return (a, b) => compare(a, b) || (a.id < b.id ? -1 : 1)
}

/** What may be told of it: where it is too early for an interval, nothing. */
function effectOf({ evidence, outcome }: RuleTold): number {
  const spoken = evidence.find(one => one.outcome === outcome)
  return spoken?.low === undefined ? 0 : spoken.effect
}
