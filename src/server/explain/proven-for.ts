import type { Characters } from '../../engine/situation/moments/characters.ts'
import type { PlacementKind } from '../../schema/decision.ts'
import type { Found } from '../../schema/found.ts'

/** The most precise of the proven rules about an experience at a moment. */
export function provenFor(
  placement: PlacementKind,
  experience: string,
  values: Readonly<Record<string, string>>,
  found: readonly Found[],
  characters: Characters,
): Found | undefined {
  let best: Found | undefined
  for (const rule of found) {
    if (rule.status !== 'proven' || rule.placement !== placement) continue
    if (rule.experience !== experience || !isAbout(rule, values, characters)) continue
    if (best === undefined || conditionsOf(rule) > conditionsOf(best)) best = rule
  }
  return best
}

/** A value that is rare by now is met as "other" too. */
function isAbout(
  { when }: Found,
  values: Readonly<Record<string, string>>,
  characters: Characters,
): boolean {
  return Object.entries(when).every(([name, wanted]) => {
    const value = values[name]
    return value !== undefined && (value === wanted || characters.told(name, value) === wanted)
  })
}

function conditionsOf({ when }: Found): number {
  return Object.keys(when).length
}
