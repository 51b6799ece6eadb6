import type {
  Choice,
  DecisionRequest,
  PlacementAnswer,
  PlacementRequest,
  ShownItem,
} from '../../schema/decision.ts'
import type { Catalogue, Shown } from '../catalogue/catalogue.ts'
import type { Experience } from '../policy/experiences.ts'
import { type Filled, fill } from '../recommend/fill.ts'
import type { Moment } from '../recommend/moment.ts'
import { teller } from '../recommend/reasons.ts'

/** Which placement is filled, for whom and from what. */
export interface Place {
  asked: PlacementRequest
  /** `<decision id>.<n>`. */
  id: string
  request: DecisionRequest
  moment: Moment
  catalogue: Catalogue
}

/** Fill the experience that was chosen with items for this very visitor, and word the answer. */
export function furnish(
  { experience, chance }: { experience: Experience; chance: number },
  place: Place,
): { filled: Filled; answer: PlacementAnswer } {
  const { asked, moment } = place
  const filled = fill(moment, experience.strategy, asked.count ?? experience.count, asked)
  for (const { item } of filled.items) moment.shown.add(item)
  return { filled, answer: answerOf(experience, chance, filled, place) }
}

function answerOf(
  experience: Experience,
  chance: number,
  filled: Filled,
  { asked, id, request: { language }, moment, catalogue }: Place,
): PlacementAnswer {
  const tell = teller(language, catalogue)
  return {
    placement: asked.placement,
    decisionId: id,
    experience: experience.id,
    strategy: filled.strategy,
    propensity: chance,
    show: filled.items.length > 0,
    title: experience.title[language],
    text: experience.text?.[language],
    reason: `${tell(filled.items[0]?.reason ?? 'nothing')}.`,
    items: draw(filled, tell, { market: moment.market, language, now: moment.time }, catalogue),
  }
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
        ? 'Groupe témoin : la page habituelle, sans rien changer.'
        : 'Holdout group: the usual page, unchanged.',
    items: [],
  }
  return { choice, answer }
}
const SHOP_DEFAULT = 'shop-default'
