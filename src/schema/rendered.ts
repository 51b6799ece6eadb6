import { type Static, Type } from 'typebox'
import { SLICES } from './decision.ts'

/** A page's placements as HTML, for shops that print their pages themselves. */
const closed = { additionalProperties: false }

export const RenderedPlacement = Type.Object(
  {
    placement: Type.String(),
    /** Echo this on impression, click and purchase; the HTML holds it where it counts. */
    decisionId: Type.String(),
    experience: Type.String(),
    /** False for the holdout and where there is nothing to show: print your own tiles. */
    show: Type.Boolean(),
    /** To be printed as it is inside `<div data-vitrine="…">`; empty when `show` is false. */
    html: Type.String(),
    /** Ids of what it shows, in order. */
    items: Type.Array(Type.String()),
  },
  closed,
)
export type RenderedPlacement = Static<typeof RenderedPlacement>

export const RenderAnswer = Type.Object(
  {
    decisionId: Type.String(),
    slice: Type.Enum([...SLICES, 'none']),
    degraded: Type.Boolean(),
    placements: Type.Array(RenderedPlacement),
  },
  closed,
)
export type RenderAnswer = Static<typeof RenderAnswer>
