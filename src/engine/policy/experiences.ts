import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { PlacementKind } from '../../schema/decision.ts'
import type { ExperienceSetting } from '../../schema/experience.ts'
import { LIMITS } from '../../schema/limits.ts'
import type { Moment } from '../recommend/moment.ts'
import { CART } from './experiences/cart.ts'
import { CATEGORY } from './experiences/category.ts'
import { CONDITIONS, type Condition } from './experiences/conditions.ts'
import { CONFIRMATION } from './experiences/confirmation.ts'
import { EMAIL } from './experiences/email.ts'
import type { Experience } from './experiences/experience.ts'
import { type Fault, FULL, forbiddenChange, unknownName } from './experiences/faults.ts'
import { HOME } from './experiences/home.ts'
import { PRODUCT } from './experiences/product.ts'
import { SEARCH } from './experiences/search.ts'
import { mayNudge } from './nudges/nudges.ts'

export type { Experience } from './experiences/experience.ts'

/** What a shop has that configures nothing. */
export const EXPERIENCES: readonly Experience[] = [
  ...[...HOME, ...CATEGORY, ...PRODUCT, ...CART],
  ...[...SEARCH, ...CONFIRMATION, ...EMAIL],
]

/**
 * The experiences of a shop: ours, as the merchant changed them, and the merchant's own.
 *
 * Their order in a placement never changes, and none ever leaves it: what is learnt of one
 * stays its own, and one that is switched off may come back.
 */
export class Experiences {
  readonly #of = new Map<PlacementKind, Experience[]>()
  readonly #byId = new Map<string, Experience>()
  /** As the log told them, in the order they were first told. */
  readonly #told = new Map<string, ExperienceSetting>()

  constructor() {
    for (const experience of EXPERIENCES) this.#put(experience)
  }

  /** All of a placement, those switched off among them, in an order that stays. */
  of(kind: PlacementKind): readonly Experience[] {
    return this.#of.get(kind)!
  }

  find(id: string): Experience | undefined {
    return this.#byId.get(id)
  }

  standard(kind: PlacementKind): Experience {
    return this.of(kind).find(experience => experience.isDefault)!
  }

  /** Those that make sense on this page for this visitor; the default is always among them. */
  eligible(kind: PlacementKind, moment: Moment): Experience[] {
    return this.of(kind).filter(experience => isEligible(experience, moment))
  }

  /** What keeps an experience from being taken in. */
  faultOf(experience: ExperienceSetting): Fault | undefined {
    const known = this.find(experience.id)
    if (known !== undefined) return unknownName(experience) ?? forbiddenChange(experience, known)
    const isFull = this.of(placementOf(experience.id)).length >= LIMITS.experiences
    return unknownName(experience) ?? (isFull ? FULL : undefined)
  }

  change(told: ExperienceSetting): void {
    const before = this.find(told.id)
    const placement = placementOf(told.id)
    if (before === undefined && this.of(placement).length >= LIMITS.experiences) return
    this.#told.set(told.id, told)
    const when = told.when as Condition[] | undefined
    const { isDefault, greets, lead } = before ?? {}
    this.#put({ ...told, when, placement, isDefault, greets, lead })
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify([...this.#told.values()]))
  }

  static load(reader: ByteReader): Experiences {
    const experiences = new Experiences()
    for (const told of JSON.parse(reader.text())) experiences.change(told)
    return experiences
  }

  #put(experience: Experience): void {
    const list = this.#of.get(experience.placement) ?? []
    this.#of.set(experience.placement, list)
    const at = list.findIndex(({ id }) => id === experience.id)
    if (at < 0) list.push(experience)
    else list[at] = experience
    this.#byId.set(experience.id, experience)
  }
}

function isEligible(experience: Experience, moment: Moment): boolean {
  const { isDefault, off, when, nudge, placement } = experience
  if (isDefault) return true
  if (off || when?.some(name => !CONDITIONS[name]?.(moment))) return false
  return nudge === undefined || mayNudge(nudge, placement, moment)
}

export function placementOf(id: string): PlacementKind {
  return id.slice(0, id.indexOf('/')) as PlacementKind
}
