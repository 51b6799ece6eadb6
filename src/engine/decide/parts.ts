import type { PlacementAnswer, ShownBrand, ShownContent, Template } from '../../schema/decision.ts'
import type { Content } from '../../schema/product.ts'
import type { Experience } from '../policy/experiences.ts'
import { lead } from '../policy/nudges/guide.ts'
import { said } from '../policy/nudges/scene.ts'
import type { Moment } from '../recommend/moment.ts'
import { leadingBrands } from '../recommend/sources/brands.ts'

/** What a part of the page is made from: the experience that its list shows, and how that turned out. */
export interface Around {
  experience: Experience
  row: PlacementAnswer
  /** The list holds what its words say, so they may welcome somebody. */
  isAsMeant: boolean
  moment: Moment
}

export type Part = Pick<PlacementAnswer, 'content' | 'brands'>

/**
 * A hero, a line of brands or a guide around a list: of the same experience, so that the page
 * says one thing. Undefined where it has nothing to add: the shop's own stays. The default changes
 * nothing around it, for the others are compared with the page as it is.
 */
export function partFor(template: Template, around: Around): Part | undefined {
  const { experience, row, moment } = around
  if (experience.isDefault || !row.show) return undefined
  if (template === 'brands') {
    return isOfTopic(experience) || isGreeting(around) ? brandsFor(moment) : undefined
  }
  const content = template === 'hero' ? heroFor(around) : guideFor(moment)
  return content && { content }
}

/** Whether the hero of this page says the words of the experience, and the list needs a heading of its own. */
export function isGreeting({ experience, isAsMeant, row }: Around): boolean {
  return experience.greets === true && isAsMeant && row.show
}

/** Who comes back is welcomed, over the picture of what they care for; who comes with words sees their season. */
function heroFor(around: Around): ShownContent | undefined {
  const { experience, row, moment } = around
  const hero = contentFor(moment, ({ type }) => type === 'hero')
  if (isGreeting(around)) {
    const { title = '', text } = row
    return {
      title,
      text,
      image: hero?.image,
      link: row.nudge?.link ?? (hero && toRange(hero, moment)),
    }
  }
  if (hero === undefined || !isOfTopic(experience)) return undefined
  return { title: hero.title, text: hero.text, image: hero.image, link: toRange(hero, moment) }
}

function guideFor(moment: Moment): ShownContent | undefined {
  const guide = contentFor(moment, ({ type }) => type !== 'hero')
  if (guide === undefined) return undefined
  return {
    title: guide.title,
    text: guide.text && lead(guide.text),
    link: { url: guide.url, text: said(moment, 'Lire', 'Read') },
  }
}

/** Fewer are no choice, and look as if something were missing. */
const FEWEST_BRANDS = 3
const MOST_BRANDS = 5

function brandsFor(moment: Moment): Part | undefined {
  const found = leadingBrands(moment, MOST_BRANDS)
  if (found.length < FEWEST_BRANDS) return undefined
  const { catalogue, market } = moment
  const country = catalogue.marketFor(market)?.country ?? ''
  const search = catalogue.factsOf(country)?.searchUrl
  const brands: ShownBrand[] = found.map(brand => {
    const name = catalogue.brandName(brand)
    return search === undefined ? { name } : { name, url: searching(search, name) }
  })
  return { brands }
}

function searching(address: string, words: string): string {
  return address.replace(/\{words\}|%7Bwords%7D/i, () => encodeURIComponent(words))
}

/** What the shop has for what matters now; nothing while we know of nothing. */
function contentFor({ topics, contents }: Moment, isWanted: (one: Content) => boolean) {
  return topics.length === 0 ? undefined : contents.find(isWanted)
}

function toRange({ url }: Content, moment: Moment) {
  return { url, text: said(moment, 'Voir le rayon', 'See the range') }
}

const isOfTopic = ({ when }: Experience) => when?.includes('topic') === true
