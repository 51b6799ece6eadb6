import { capital } from '../../core/typography.ts'
import type {
  Choice,
  DecisionRequest,
  PlacementAnswer,
  PlacementRequest,
  ShownItem,
} from '../../schema/decision.ts'
import type { Catalogue, Shown } from '../catalogue/catalogue.ts'
import { levelWords } from '../genome/traits/level.ts'
import { USUAL_COUNT } from '../policy/experiences/experience.ts'
import type { Experience } from '../policy/experiences.ts'
import { nudgeFor } from '../policy/nudges/nudges.ts'
import { ceilingOf } from '../recommend/basket.ts'
import { type Filled, fill } from '../recommend/fill.ts'
import type { Moment } from '../recommend/moment.ts'
import { teller } from '../recommend/reasons.ts'
import { wordsFor } from './wording.ts'

/** Which placement is filled, for whom and from what. */
export interface Place {
  asked: PlacementRequest
  /** `<decision id>.<n>`. */
  id: string
  request: DecisionRequest
  moment: Moment
  catalogue: Catalogue
}

export interface Furnished {
  filled: Filled
  answer: PlacementAnswer
  /** The list holds what the words of the experience say. */
  isAsMeant: boolean
}

/** Fill the experience that was chosen with items for this very visitor, and word the answer. */
export function furnish(
  { experience, chance }: { experience: Experience; chance: number },
  place: Place,
): Furnished {
  const { asked, moment } = place
  const room = asked.count ?? experience.count ?? USUAL_COUNT
  const count = Math.min(room, experience.count ?? room)
  const filled = fill(moment, experience.strategy, count, limitsOf(experience, place))
  for (const { item } of filled.items) moment.shown.add(item)
  return { filled, ...answerOf(experience, chance, filled, place) }
}

/** What the shop forbids here, and no more than what is left of their budget where that is meant. */
function limitsOf({ within }: Experience, { asked, moment }: Place): PlacementRequest {
  const ceiling = within === 'budget' ? ceilingOf(moment) : 0
  if (ceiling === 0) return asked
  return { ...asked, maxPrice: Math.min(ceiling, asked.maxPrice ?? ceiling) }
}

function answerOf(
  experience: Experience,
  chance: number,
  filled: Filled,
  { asked, id, request: { language }, moment, catalogue }: Place,
): Pick<Furnished, 'answer' | 'isAsMeant'> {
  const tell = teller(language, catalogue)
  const items = draw(filled, tell, { market: moment.market, language, now: moment.time }, catalogue)
  const nudge = experience.nudge && nudgeOf(experience, filled, moment)
  if (experience.depth === 'short') for (const item of items) delete item.reason
  if (experience.depth === 'full') for (const item of items) tellApart(item, catalogue, language)
  const { title, text, isAsMeant } = wordsFor(experience, filled, moment, language)
  const answer: PlacementAnswer = {
    placement: asked.placement,
    decisionId: id,
    experience: experience.id,
    strategy: filled.strategy,
    propensity: chance,
    show: filled.items.length > 0,
    title,
    text,
    reason: `${tell(filled.items[0]?.reason ?? 'nothing')}.`,
    ...(nudge && { nudge }),
    items,
  }
  return { answer, isAsMeant }
}

function nudgeOf({ nudge, placement }: Experience, filled: Filled, moment: Moment) {
  if (filled.items.length === 0 || moment.isNudged) return undefined
  const items = filled.items.map(({ item }) => item)
  const made = nudgeFor(nudge!, { moment, placement, items })
  moment.isNudged = made !== undefined
  return made
}

/** What one chooses by; other attributes are for the product's own page. */
const TELLING = ['level', 'terrain', 'use', 'weight', 'material', 'season']
const MOST_TOLD = 3

/** Instead of why it is here: what sets it apart, where that can be said in this language. */
function tellApart(shown: ShownItem, catalogue: Catalogue, language: 'fr' | 'en'): void {
  const item = catalogue.find(shown.id)
  // Attributes are in the first market's words; a level is known by what it means.
  if (catalogue.marketFor()?.language !== language) {
    shown.reason = levelWords(catalogue.attribute(item, 'level'), language) ?? shown.reason
    return
  }
  const told = TELLING.map(name => catalogue.attribute(item, name)).filter(one => one !== undefined)
  if (told.length > 0) shown.reason = capital(told.slice(0, MOST_TOLD).join(', '))
}

function draw(
  { items }: Filled,
  tell: (reason: string) => string,
  view: Shown,
  catalogue: Catalogue,
): ShownItem[] {
  const drawn: ShownItem[] = []
  for (const { item, reason } of items) {
    const shown = catalogue.shown(item, view)
    if (shown === undefined) continue
    shown.reason = tell(reason)
    drawn.push(shown)
  }
  return drawn
}

/** The holdout sees the shop's own page; its record says so, that it may be compared. */
export function leaveAsItIs(asked: PlacementRequest, id: string, language: 'fr' | 'en') {
  const choice: Choice = {
    placement: asked.placement,
    experience: SHOP_DEFAULT,
    arms: [SHOP_DEFAULT],
    propensities: [1],
    items: [],
    strategy: 'none',
    reason: 'holdout',
  }
  const answer: PlacementAnswer = {
    placement: asked.placement,
    decisionId: id,
    experience: SHOP_DEFAULT,
    strategy: 'none',
    propensity: 1,
    show: false,
    reason:
      language === 'fr'
        ? 'Groupe témoin\u202f: la page habituelle, sans rien changer.'
        : 'Holdout group: the usual page, unchanged.',
    items: [],
  }
  return { choice, answer }
}
const SHOP_DEFAULT = 'shop-default'
