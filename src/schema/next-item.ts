/** What one feature of the ranking says for an item, or against it. */
export interface FeaturePart {
  feature: string
  value: number
  /** Its part in the score, as far as scores can be taken apart. */
  worth: number
}

/** An item that may come next for a visitor, and why. */
export interface NextItem {
  item: string
  title: string
  /** Against the likeliest, 0 to 1. */
  chance: number
  /** In a sentence, as a page would say it. */
  reason: string
  parts: FeaturePart[]
}
