import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { credibility, evidenceOf } from './credibility.ts'

export interface Hesitation {
  score: number
  /** The items between which they hesitate, first seen first. */
  items: readonly number[]
  /** Looks counted. */
  looks: number
}

/** Products of one category are near-identical when their prices lie this close in its range. */
const NEAR = 0.25
const NEAR_WEIGHT = 0.3
const RETURN_WEIGHT = 0.45

/**
 * Several near-identical products compared, and returns to the same page, in this visit:
 * 1 − exp(−(.3 per further product + .45 per return)). Putting one of them in the cart ends it.
 */
export function hesitation(reading: Reading): Hesitation {
  const looks = looksSinceChoice(reading)
  let best: Hesitation = { score: 0, items: [], looks: looks.length }
  for (const pivot of new Set(looks)) {
    const found = around(pivot, looks, reading)
    if (found.score > best.score) best = found
  }
  return best
}

/** Items looked at in this visit since something was put in the cart, consecutive repeats once. */
function looksSinceChoice(reading: Reading): number[] {
  const looks: number[] = []
  for (let i = reading.visitAt; i < reading.acts.length; i++) {
    const act = reading.acts[i]
    if (act.kind === 'cart' || act.kind === 'buy') looks.length = 0
    else if (act.kind === 'view' && act.item >= 0 && looks.at(-1) !== act.item) looks.push(act.item)
  }
  return looks
}

function around(pivot: number, looks: readonly number[], reading: Reading): Hesitation {
  const near = looks.filter(item => isNear(item, pivot, reading))
  const items = [...new Set(near)]
  const returns = near.length - items.length
  const strength = (items.length - 1) * NEAR_WEIGHT + returns * RETURN_WEIGHT
  return { score: 1 - Math.exp(-strength), items, looks: near.length }
}

function isNear(a: number, b: number, { catalogue }: Reading): boolean {
  if (a === b) return true
  const category = catalogue.categoryOf(a)
  if (category < 0 || category !== catalogue.categoryOf(b)) return false
  return Math.abs(catalogue.priceQuantile(a) - catalogue.priceQuantile(b)) <= NEAR
}

export function hesitationTraits(reading: Reading): Trait[] {
  const { score, items, looks } = hesitation(reading)
  if (looks === 0) return []
  const evidence = evidenceOf(reading, act => act.kind === 'view' && items.includes(act.item))
  return [{ name: 'hesitation', score, confidence: credibility(looks, 2), evidence }]
}
