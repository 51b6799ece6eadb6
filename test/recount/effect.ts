import type { Visitor } from './recount.ts'
import { sum } from './recount.ts'

/** Groups smaller than this on either side are compared together with the other small ones. */
const SMALL = 200

export interface Side {
  engine: number[]
  other: number[]
}

/**
 * The difference of the means of two slices, each source compared with itself and weighed by how
 * many came by it: from every visitor's own figure, where the engine has sums alone.
 */
export function effectOf(
  visitors: readonly Visitor[],
  against: string,
  figure: (each: Visitor) => number,
): number {
  const sources = [...Map.groupBy(visitors, ({ source }) => source).values()]
  const strata = merged(sources.map(group => sideOf(group, against, figure)))
  const all = sum(strata.map(({ engine, other }) => engine.length + other.length))
  return sum(
    strata.map(({ engine, other }) => {
      const weight = (engine.length + other.length) / all
      return weight * (mean(engine) - mean(other))
    }),
  )
}

export function sideOf(
  visitors: readonly Visitor[],
  against: string,
  figure: (each: Visitor) => number,
): Side {
  const of = (slice: string) => visitors.filter(each => each.slice === slice).map(figure)
  return { engine: of('engine'), other: of(against) }
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length
}

/** Small groups go together; what is too small even so goes with the largest. */
function merged(groups: Side[]): Side[] {
  const isSmall = ({ engine, other }: Side) => Math.min(engine.length, other.length) < SMALL
  const few = joined(groups.filter(isSmall))
  const many = groups.filter(group => !isSmall(group))
  if (few.engine.length + few.other.length === 0) return many
  if (!isSmall(few) || many.length === 0) return [...many, few]
  const [largest, ...rest] = many.sort((a, b) => b.other.length - a.other.length)
  return [joined([largest, few]), ...rest]
}

function joined(groups: readonly Side[]): Side {
  return {
    engine: groups.flatMap(({ engine }) => engine),
    other: groups.flatMap(({ other }) => other),
  }
}
