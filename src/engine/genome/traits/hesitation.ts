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
  if (reading.denials.of('hesitation')) return { score: 0, items: [], looks: 0 }
  const looks = looksSinceChoice(reading)
  const firsts = looks.filter((at, n) => !isSeen(reading, looks, at, n))
  let strongest = 0
  let pivot = -1
  for (const first of firsts) {
    const strength = strengthAround(reading, first, looks, firsts)
    if (strength > strongest) {
      strongest = strength
      pivot = first
    }
  }
  if (pivot < 0) return { score: 0, items: [], looks: looks.length }
  const near = (at: number) => isNear(reading, at, pivot)
  return {
    score: 1 - Math.exp(-strongest),
    items: firsts.filter(near).map(at => reading.acts[at].item),
    looks: looks.filter(near).length,
  }
}

/** Places, among the acts, of the newest looks of this visit since something was put in the cart; consecutive repeats once. */
function looksSinceChoice(reading: Reading): number[] {
  const { acts, visitAt } = reading
  const looks: number[] = []
  for (let i = acts.length - 1; i >= visitAt && looks.length < MOST_LOOKS; i--) {
    const act = acts[i]
    const { kind, item } = act
    if (kind === 'cart' || kind === 'buy') break
    if (kind !== 'view' || item < 0 || reading.isActDenied(act)) continue
    if (looks.length > 0 && acts[looks[looks.length - 1]].item === item) continue
    looks.push(i)
  }
  return looks.reverse()
}

/** Whether the n-th look is at an item looked at before it. */
function isSeen({ acts }: Reading, looks: readonly number[], at: number, n: number): boolean {
  for (let i = 0; i < n; i++) if (acts[looks[i]].item === acts[at].item) return true
  return false
}

function strengthAround(
  reading: Reading,
  pivot: number,
  looks: readonly number[],
  firsts: readonly number[],
): number {
  let items = 0
  for (const at of firsts) if (isNear(reading, at, pivot)) items++
  let near = 0
  for (const at of looks) if (isNear(reading, at, pivot)) near++
  return (items - 1) * NEAR_WEIGHT + (near - items) * RETURN_WEIGHT
}

function isNear({ acts, categories, places }: Reading, a: number, b: number): boolean {
  if (acts[a].item === acts[b].item) return true
  if (categories[a] < 0 || categories[a] !== categories[b]) return false
  return Math.abs(places[a] - places[b]) <= NEAR
}

export function hesitationTraits(reading: Reading): Trait[] {
  const { score, items, looks } = hesitation(reading)
  if (looks === 0) return []
  const evidence = evidenceOf(reading, act => act.kind === 'view' && items.includes(act.item))
  return [{ name: 'hesitation', score, confidence: credibility(looks, 2), evidence }]
}
