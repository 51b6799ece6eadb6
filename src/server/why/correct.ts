import { type Correction, MOST_CORRECTIONS } from '../../engine/genome/corrections.ts'
import type { Genome } from '../../engine/genome/genome.ts'
import { correctedRecord } from '../own-records.ts'
import { nobody } from '../person-asking.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { readTraitId, traitId } from './trait-id.ts'

/** A word on one trait of a visitor, as it is told to the door. */
export interface Word {
  /** As it was told: `reviews`, `category:Ski > Boots`. */
  trait: string
  wrong: boolean
  /** Who of the shop says so for them; absent where they say it themselves. */
  by?: string
}

/**
 * Keep what is said of a trait. What is said already is not said twice: the log holds changes of
 * mind. A visitor's own word stands over the shop's, which only speaks where they did not.
 */
export async function correct(
  visitor: string,
  { trait, wrong, by }: Word,
  { shop, env }: Services,
): Promise<void> {
  const now = env.now()
  const before = await shop.lookAt(visitor, genome => ({
    said: genome.corrections.find(each => isNamed(each, trait)),
    isBelieved: genome.traits(now).some(each => traitId(each) === trait),
    count: countDenied(genome),
  }))
  if (before === undefined) throw nobody()
  const { said, isBelieved, count } = before
  if (said === undefined && !isBelieved) throw unknownTrait()
  const isSaid = (said?.isWrong ?? false) === wrong
  if (isSaid && (by !== undefined || !said?.isOfShop)) return
  if (by !== undefined && said !== undefined && !said.isOfShop) throw saidByVisitor()
  if (wrong && !isSaid && count >= MOST_CORRECTIONS) throw tooManyDenied()
  const body = { visitor, ...readTraitId(trait), isWrong: wrong, ...(by && { by }), time: now }
  await shop.take([correctedRecord(body, env)])
}

function isNamed({ name, subject }: Correction, trait: string): boolean {
  return traitId({ name, subject }) === trait
}

function countDenied({ corrections }: Genome): number {
  return corrections.filter(({ isWrong }) => isWrong).length
}

function unknownTrait(): Problem {
  const detail = 'Nothing of the kind is believed of this visitor; GET /v1/why tells what is.'
  return new Problem(404, 'unknown_trait', detail, { field: '/trait' })
}

function saidByVisitor(): Problem {
  const detail = 'The visitor spoke of this themselves; only they change it, in “Why this?”.'
  return new Problem(409, 'said_by_visitor', detail, { field: '/trait' })
}

function tooManyDenied(): Problem {
  const detail = `At most ${MOST_CORRECTIONS} things can be said to be wrong; take one back, or have all of it forgotten (POST /v1/privacy/erase).`
  return new Problem(409, 'too_many_denied', detail, { field: '/trait' })
}
