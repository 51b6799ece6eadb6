/**
 * The body of a `trait_corrected` record: a visitor, or somebody of the shop for them, says that
 * something believed of them is wrong, or takes that word back. It lies in their partition.
 */
export interface TraitCorrected {
  visitor: string
  /** `category`, `budget`, `promotion`: a name of `TRAIT_WORDS`. */
  name: string
  /**
   * What the trait is about, in words that outlive every index: the path of a category, the
   * name of a brand, `attribute=value` of a use. Absent where it is about nothing in particular.
   */
  subject?: string
  isWrong: boolean
  /** Who of the shop's people, or which key, said so; absent where the visitor did. */
  by?: string
  time: number
}
