import type { FeaturePart } from '../../../schema/next-item.ts'
import { FEATURE_COUNT, FEATURES } from '../ranking/features.ts'
import type { Ranker } from '../ranking/ranker.ts'

/** Parts that are told: the rest hardly matters. */
const MOST_PARTS = 8

/**
 * Why a candidate stands where it does: what each feature adds to its score, the online
 * ranker's share and the forest's together, weightiest first.
 */
export function partsOf({ model, survey }: Ranker, row: number): FeaturePart[] {
  const parts = model.contributions(row)
  const at = row * FEATURE_COUNT
  const told = FEATURES.map((feature, f) => ({
    feature,
    value: round(survey.features.values[at + f]),
    worth: round(parts[f]),
  }))
  return told.sort((a, b) => Math.abs(b.worth) - Math.abs(a.worth)).slice(0, MOST_PARTS)
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
