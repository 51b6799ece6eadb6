import type { PlacementAnswer } from '../schema/decision.ts'
import { type Manner, placementTree } from './placement.ts'
import { toHtml } from './to-html.ts'

/**
 * One placement as the server prints it: the tree the tag draws, marked with its decision
 * when answers to it count, so that the tag finds it in the page, leaves it as it is and
 * tells when it was seen or chosen. Empty when the shop's own content is to be shown.
 */
export function printedPlacement(answer: PlacementAnswer, manner: Manner, counts: boolean): string {
  const tree = placementTree(answer, manner)
  if (!tree) return ''
  const mark = counts ? { 'data-decision': answer.decisionId } : {}
  return toHtml({ ...tree, attributes: { ...tree.attributes, ...mark } })
}
