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
/** Looks in view; who saw more is strolling. */
const MOST_LOOKS = 16

/**
 * Several near-identical products compared, and returns to the same page, in this visit:
 * 1 − exp(−(.3 per further product + .45 per return)). Putting one of them in the cart ends it.
 */
export function hesitation(reading: Reading): Hesitation {
  const looks = looksSinceChoice(reading)
  let best: Hesitation = { score: 0, items: [], looks: looks.length }
  for (const pivot of distinct(looks)) {
    const found = around(pivot, looks)
    if (found.score > best.score) best = found
  }
  return best
}

interface Look {
  item: number
  category: number
  /** Place of its price in the category. */
  place: number
}

/** Newest looks of this visit since something was put in the cart, consecutive repeats once. */
function looksSinceChoice({ acts, visitAt, categories, places }: Reading): Look[] {
  const looks: Look[] = []
  for (let i = acts.length - 1; i >= visitAt && looks.length < MOST_LOOKS; i--) {
    const { kind, item } = acts[i]
    if (kind === 'cart' || kind === 'buy') break
    if (kind !== 'view' || item < 0 || looks.at(-1)?.item === item) continue
    looks.push({ item, category: categories[i], place: places[i] })
  }
  return looks.reverse()
}

function distinct(looks: readonly Look[]): Look[] {
  return looks.filter((look, at) => looks.findIndex(each => each.item === look.item) === at)
}

function around(pivot: Look, looks: readonly Look[]): Hesitation {
  const near = looks.filter(look => isNear(look, pivot))
  const items = distinct(near).map(look => look.item)
  const returns = near.length - items.length
  const strength = (items.length - 1) * NEAR_WEIGHT + returns * RETURN_WEIGHT
  return { score: 1 - Math.exp(-strength), items, looks: near.length }
}

function isNear(a: Look, b: Look): boolean {
  if (a.item === b.item) return true
  return a.category >= 0 && a.category === b.category && Math.abs(a.place - b.place) <= NEAR
}

export function hesitationTraits(reading: Reading): Trait[] {
  const { score, items, looks } = hesitation(reading)
  if (looks === 0) return []
  const evidence = evidenceOf(reading, act => act.kind === 'view' && items.includes(act.item))
  return [{ name: 'hesitation', score, confidence: credibility(looks, 2), evidence }]
}
