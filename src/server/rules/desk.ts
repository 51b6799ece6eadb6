import { isDeepStrictEqual } from 'node:util'
import { isInForce } from '../../engine/policy/orders.ts'
import type { HeldRules } from '../../engine/policy/rules/held-rules.ts'
import { isSameRule, type RuleText, ruleIdOf } from '../../engine/policy/rules/rule-id.ts'
import { LIMITS } from '../../schema/limits.ts'
import type { NewRecord } from '../../schema/record.ts'
import type { HeldRule } from '../../schema/rule.ts'
import type { RulePatch, RuleWritten } from '../../schema/rule-told.ts'
import type { Env } from '../../store/ports.ts'
import { inTurn } from '../in-turn.ts'
import { shopRecord } from '../own-records.ts'
import { Problem } from '../problem.ts'
import { checkAction, checkConditions, checkExperience } from './checks.ts'
import type { FoundIn } from './findings.ts'

/**
 * Where rules are changed: one change at a time, so that what a record calls "before" is what
 * was before, whoever else is changing it. A change that changes nothing writes nothing.
 */
export class RuleDesk {
  readonly #shop: FoundIn
  readonly #env: Env
  readonly #inTurn = inTurn()

  constructor(shop: FoundIn, env: Env) {
    this.#shop = shop
    this.#env = env
  }

  /** @returns the rule, and whether it is new: the same rule sent again is not */
  write(body: RuleWritten, by: string): Promise<{ rule: HeldRule; isNew: boolean }> {
    return this.#inTurn(async () => {
      const rule = writtenOf(body)
      const before = this.#rules.get(rule.id)
      if (before && !isDeepStrictEqual({ ...before, kind: 'written' }, rule)) throw exists(before)
      if (before) return { rule: before, isNew: false }
      checkConditions(rule.when, this.#shop.engine)
      this.#check(rule)
      await this.#take(rule.id, rule, body.why, by)
      return { rule, isNew: true }
    })
  }

  /** The rule that this would be. @throws Problem for what could not be written either */
  draft(body: RuleWritten): HeldRule {
    const rule = writtenOf(body)
    checkConditions(rule.when, this.#shop.engine)
    this.#check(rule)
    return rule
  }

  /**
   * @param known what the rule says, where nothing is said of it now
   * @returns the rule as it is now; undefined when nothing is said of it any more
   */
  change(
    id: string,
    known: Known | undefined,
    patch: RulePatch,
    by: string,
  ): Promise<HeldRule | undefined> {
    return this.#inTurn(async () => {
      const before = this.#rules.get(id)
      const rule = patched(before ?? this.#withNote(id, known), id, patch)
      if (rule) this.#check(rule)
      if (!isDeepStrictEqual(rule, before)) await this.#take(id, rule, patch.why, by)
      return rule
    })
  }

  get #rules(): HeldRules {
    return this.#shop.engine.rules
  }

  /** A note is about the rule: it outlives an action that was taken back. */
  #withNote(id: string, known: Known | undefined) {
    return known && { ...known, note: this.#rules.changesOf(id).at(-1)?.before?.note }
  }

  #check(rule: HeldRule): void {
    const { engine } = this.#shop
    const now = this.#env.now()
    checkExperience(rule, engine)
    checkAction(rule, engine, now)
    const held = this.#rules.get(rule.id)
    if (held && !isSameRule(held, rule)) throw new Error('two rules have one id')
    if (held === undefined && this.#rules.size >= LIMITS.rules) throw tooMany()
    const forbids = rule.action === 'pin' ? forbidding(rule, this.#rules, now) : undefined
    if (forbids) throw overruled(rule, forbids)
  }

  async #take(
    id: string,
    rule: HeldRule | undefined,
    why: string | undefined,
    by: string,
  ): Promise<void> {
    const body = {
      ...{ id, rule: rule ?? null, before: this.#rules.get(id) ?? null, by },
      ...(why !== undefined && { why }),
      time: this.#env.now(),
    }
    await this.#shop.take([shopRecord('rule_changed', body, this.#env) as NewRecord])
  }
}

function writtenOf({ why: _, when = {}, ...said }: RuleWritten): HeldRule {
  return { id: ruleIdOf({ ...said, when }), kind: 'written', ...said, when }
}

/** A rule in force that forbids this experience to everybody that this rule speaks of. */
export function forbidding(rule: HeldRule, rules: HeldRules, now: number): HeldRule | undefined {
  for (const { rule: other } of rules.of(rule.placement)) {
    if (other.action !== 'forbid' || other.experience !== rule.experience) continue
    const isWider = Object.entries(other.when).every(([name, value]) => rule.when[name] === value)
    if (isWider && other.id !== rule.id && isInForce(other, now)) return other
  }
  return undefined
}

/** What a rule says and who thought of it. */
export type Known = RuleText & Pick<HeldRule, 'kind'>

/** @throws Problem where nothing is known of the rule, or the first word on it is no action */
function patched(
  held: (Known & Partial<HeldRule>) | undefined,
  id: string,
  { action, share, until, note }: RulePatch,
): HeldRule | undefined {
  if (held === undefined) throw unknown()
  if (action === 'none') return undefined
  const now = action ?? held.action
  if (now === undefined) {
    const detail = 'Nobody has spoken of this rule yet: say which action, pin for example.'
    throw new Problem(400, 'missing', detail, { field: '/action' })
  }
  const { kind, placement, when, experience } = held
  const end = until === undefined ? held.until : (until ?? undefined)
  const beside = note === undefined ? held.note : (note ?? undefined)
  const part = now === 'limit' ? (share ?? held.share) : share
  return {
    ...{ id, kind, placement, when, experience, action: now },
    ...(part !== undefined && { share: part }),
    ...(end !== undefined && { until: end }),
    ...(beside !== undefined && { note: beside }),
  }
}

function unknown(): Problem {
  const detail = 'There is no such rule; GET /v1/rules lists what was found and what was written.'
  return new Problem(404, 'unknown_rule', detail, { field: '/id' })
}

function exists({ id, action }: HeldRule): Problem {
  const detail = `There is such a rule, ${id}, with the action "${action}"; change it with PATCH /v1/rules/${id}.`
  return new Problem(409, 'rule_exists', detail, { field: '/action' })
}

function overruled({ experience }: HeldRule, { id }: HeldRule): Problem {
  const detail = `Rule ${id} forbids "${experience}" here, and forbidding comes first: take that back, then pin.`
  return new Problem(409, 'forbidden_here', detail, { field: '/action', params: { experience } })
}

function tooMany(): Problem {
  const detail = `A shop holds at most ${LIMITS.rules} rules: take the action of some back ("none").`
  return new Problem(409, 'too_many_rules', detail, { field: '', params: { most: LIMITS.rules } })
}
