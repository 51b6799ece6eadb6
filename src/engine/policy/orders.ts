import type { PlacementKind } from '../../schema/decision.ts'
import type { HeldRule } from '../../schema/rule.ts'
import type { Characters, Values } from '../situation/moments/characters.ts'
import type { HeldRules } from './rules/held-rules.ts'
import type { Orders } from './situations/slices.ts'

/** A choice that is about to be made. */
export interface Asked {
  kind: PlacementKind
  /** Experiences by number, and the number of the default. */
  arms: readonly string[]
  standard: number
  /** The moment's characteristics, and who knows which of their values have no number of their own. */
  values: Values
  characters: Characters
  /** Bits of the arms that make sense for this shopper, the default among them. */
  eligible: number
  /** ms */
  now: number
}

export interface Ordered extends Orders {
  /** For each arm the id of the rule that pins, limits or, where that is asked for, approves it here. */
  by?: readonly (string | undefined)[]
}

/**
 * What the merchant decided for this moment.
 *
 *     forbid ▶ of those left: pin, limit ▶ in approval mode: only what is approved ▶ the model
 *
 * A forbidden experience is shown to nobody, whatever else is said of it. Of several rules that pin
 * or limit one experience the one with the most conditions counts, then the newest; of several that are
 * pinned, the same. What makes no sense here is not pinned. The default is always allowed.
 */
export function ordersFor(rules: HeldRules, asked: Asked): Ordered {
  const { standard, eligible, kind } = asked
  const mustApprove = rules.needsApproval(kind)
  const here = rulesHere(rules, asked)
  if (here.length === 0 && !mustApprove) return { standard, allowed: eligible }
  const said = new Said(asked.arms.length, mustApprove)
  for (const { rule, arm } of here) said.note(rule, arm)
  const allowed = (eligible & ~said.forbidden) | (1 << standard)
  return {
    standard,
    allowed,
    pinned: said.pins.find(arm => (allowed & (1 << arm)) !== 0),
    limits: said.limits,
    approved: mustApprove ? said.approved | (1 << standard) : undefined,
    by: said.by,
  }
}

/** Rules in force that speak of this moment, the one with the most conditions first, then the newest. */
function rulesHere(rules: HeldRules, asked: Asked): { rule: HeldRule; arm: number }[] {
  const found: { rule: HeldRule; arm: number }[] = []
  const situation = new Situation(asked)
  for (const { rule } of rules.of(asked.kind)) {
    if (!isInForce(rule, asked.now) || !situation.meets(rule)) continue
    const arm = asked.arms.indexOf(rule.experience)
    if (arm >= 0) found.push({ rule, arm })
  }
  return found
}

export function isInForce(rule: HeldRule, now: number): boolean {
  return rule.until === undefined || now < rule.until
}

/** A moment as rules see it: a rare value has no number of its own, and is met by its name and as "other". */
class Situation {
  readonly #asked: Asked
  /** As what each value is counted, looked up once for however many rules. */
  readonly #told = new Map<string, string | undefined>()

  constructor(asked: Asked) {
    this.#asked = asked
  }

  meets({ when }: HeldRule): boolean {
    for (const name in when) {
      const value = this.#asked.values[name]
      if (value === undefined) return false
      if (value !== when[name] && this.#toldOf(name, value) !== when[name]) return false
    }
    return true
  }

  #toldOf(name: string, value: string | number): string | undefined {
    if (!this.#told.has(name)) this.#told.set(name, this.#asked.characters.told(name, value))
    return this.#told.get(name)
  }
}

/** What was said of each arm. The first word on an arm is the last, save that forbidding adds up. */
class Said {
  forbidden = 0
  /** Whatever is pinned or limited here somebody has looked at, so it is approved as well. */
  approved = 0
  /** The strongest first. */
  readonly pins: number[] = []
  limits: number[] | undefined
  readonly by: (string | undefined)[]
  readonly #mustApprove: boolean
  #settled = 0

  constructor(arms: number, mustApprove: boolean) {
    this.by = new Array(arms).fill(undefined)
    this.#mustApprove = mustApprove
  }

  note(rule: HeldRule, arm: number): void {
    const bit = 1 << arm
    if (rule.action === 'forbid') {
      this.forbidden |= bit
      return
    }
    this.approved |= bit
    if (rule.action === 'approve') {
      if (this.#mustApprove) this.by[arm] ??= rule.id
    } else if ((this.#settled & bit) === 0) {
      this.#settled |= bit
      this.by[arm] = rule.id
      if (rule.action === 'pin') this.pins.push(arm)
      else this.#limit(arm, rule.share ?? 1)
    }
  }

  #limit(arm: number, share: number): void {
    this.limits ??= new Array(this.by.length).fill(1)
    this.limits[arm] = share
  }
}
