import { uuidV7 } from '../../core/ids.ts'
import type { Engine } from '../../engine/engine.ts'
import { nickname } from '../../engine/genome/nickname.ts'
import type { RuleText } from '../../engine/policy/rules/rule-id.ts'
import { headOf } from '../../engine/situation/wording.ts'
import type { DecisionRequest, PlacementAnswer } from '../../schema/decision.ts'
import type { Context, Page } from '../../schema/event.ts'
import type { RuleTwins, Twin } from '../../schema/twins.ts'
import type { Env } from '../../store/ports.ts'
import { both } from '../live/words.ts'

/** Visitors in memory that are looked through, those here last first, and kept of either kind. */
const MOST_LOOKED_AT = 300
const MOST_KEPT = 40
const ITEMS = 4

type Values = Readonly<Record<string, string>>

/** A page that was decided for somebody and shown to nobody. */
interface Seen {
  visitor: string
  values: Values
  answer: PlacementAnswer
}

/**
 * The same page, decided now for two visitors: one whom the rule speaks of, and one who is like
 * them in all else, as far as there is one. Both are people who were here, asked for as they are
 * known, each page filled by the engine as for themselves; what they hold in hand (the device) is
 * the rule's own, or another. Nothing of it is kept: a decision counts once its record is applied.
 */
export function* twinsOf(
  rule: RuleText,
  engine: Engine,
  language: 'fr' | 'en',
  env: Env,
): Generator<void, RuleTwins> {
  const [fitting, others]: [Seen[], Seen[]] = [[], []]
  const names = engine.visitors.names(MOST_LOOKED_AT)
  for (const [n, visitor] of names.entries()) {
    yield
    const seen = pageFor(visitor, rule, n % 2 === 0, engine, language, env)
    if (seen === undefined) continue
    const kind = meets(rule.when, seen.values, engine) ? fitting : others
    if (kind.length < MOST_KEPT) kind.push(seen)
  }
  const pair = closest(fitting, others, rule.when)
  const twins = pair
    ? [tell(pair.one, rule, true, engine), tell(pair.other, rule, false, engine)]
    : []
  return { twins, looked: names.length, alike: pair?.alike ?? 0 }
}

function pageFor(
  visitor: string,
  { placement, when }: RuleText,
  asTheRule: boolean,
  engine: Engine,
  language: 'fr' | 'en',
  env: Env,
): Seen | undefined {
  const time = env.now()
  const shopper = engine.visitors.peek(visitor)?.shopper(time)
  const item = shopper?.session.at(-1) ?? shopper?.past.at(-1)
  if (shopper === undefined || (placement === 'product' && item === undefined)) return undefined
  const page = { type: placement === 'email' ? 'home' : placement } as Page
  if (placement === 'product') page.item = engine.catalogue.idOf(item!)
  const request: DecisionRequest = {
    ...{ id: uuidV7(time, env.random(10)), visitor, time, page, language, staff: true },
    ...{ context: contextFor(when, asTheRule), placements: [{ placement, count: ITEMS }] },
  }
  const { made, answer } = engine.decide(request)
  return made && { visitor, values: made.characteristics, answer: answer.placements[0] }
}

/** What a browser tells of itself: as the rule asks for it, or otherwise. */
function contextFor({ device }: Values, asTheRule: boolean): Context {
  const asked = device ?? 'mobile'
  if (device === undefined || asTheRule) return { device: asked } as Context
  return { device: asked === 'mobile' ? 'desktop' : 'mobile' }
}

function meets(when: Values, values: Values, { minds }: Engine): boolean {
  return Object.entries(when).every(([name, wanted]) => {
    const value = values[name]
    return (
      value !== undefined && (value === wanted || minds.characters.told(name, value) === wanted)
    )
  })
}

/** Of all pairs the one with most in common beside the rule's own conditions. */
function closest(fitting: Seen[], others: Seen[], when: Values) {
  let best: { one: Seen; other: Seen; alike: number } | undefined
  for (const one of fitting) {
    const beside = Object.entries(one.values).filter(([name]) => !(name in when))
    for (const other of others) {
      const alike = beside.filter(([name, value]) => other.values[name] === value).length
      if (best === undefined || alike > best.alike) best = { one, other, alike }
    }
  }
  return best
}

function tell(
  { visitor, values, answer }: Seen,
  { when }: RuleText,
  fits: boolean,
  { catalogue }: Engine,
): Twin {
  const asked = Object.keys(when).filter(name => values[name] !== undefined)
  const own = Object.fromEntries(asked.map(name => [name, values[name]]))
  const { experience, show, title, nudge, items } = answer
  return {
    ...{ visitor, fits, experience, show },
    nickname: both(l => nickname(visitor, l)),
    says: both(l => (asked.length === 0 ? UNKNOWN[l] : headOf(own, l, catalogue))),
    ...(title && { title }),
    ...(nudge && { nudge: nudge.text }),
    items: items.map(item => ({ title: item.title, price: item.price, currency: item.currency })),
  }
}

const UNKNOWN = { fr: 'Rien de connu là-dessus', en: 'Nothing known of that' }
