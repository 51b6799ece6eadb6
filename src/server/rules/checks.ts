import type { Engine } from '../../engine/engine.ts'
import { PHRASES } from '../../engine/situation/phrases.ts'
import type { Conditions, HeldRule } from '../../schema/rule.ts'
import { Problem } from '../problem.ts'

/** What a rule must not say, each told with the field and the way out. */

/** @throws Problem for a characteristic or value that no moment will ever have */
export function checkConditions(when: Conditions, { minds }: Engine): void {
  for (const [name, value] of Object.entries(when)) {
    const phrases = PHRASES.get(name)
    if (minds.characters.told(name, value) === value) continue
    const field = `/when/${name}`
    if (phrases === undefined) {
      const detail = `"${name}" is no characteristic. There are: ${[...PHRASES.keys()].join(', ')}.`
      throw new Problem(400, 'unknown_value', detail, {
        field,
        params: { why: 'characteristic', name },
      })
    }
    const values = [...Object.keys(phrases.values), ...(phrases.other ? ['other'] : [])]
    if (phrases.any || values.includes(value)) continue
    const all = values.join(', ')
    const detail = `"${name}" is never "${value}". It is one of: ${all}.`
    const params = { why: 'value', name, value, values: all }
    throw new Problem(400, 'unknown_value', detail, { field, params })
  }
}

/** @throws Problem for an experience that this placement does not have, or that is pinned in vain */
export function checkExperience(rule: HeldRule, { minds, experiences }: Engine): void {
  const { placement, experience, action } = rule
  const { arms } = minds.of(placement)
  if (!arms.includes(experience)) {
    const detail = `"${placement}" has no experience "${experience}". It has: ${arms.join(', ')}.`
    const params = { why: 'experience', name: experience, values: arms.join(', ') }
    throw new Problem(400, 'unknown_value', detail, { field: '/experience', params })
  }
  if (action === 'pin' && experiences.find(experience)?.off) {
    const detail = `"${experience}" is switched off, so pinning it shows it to nobody: switch it on first.`
    throw new Problem(409, 'switched_off', detail, { field: '/experience', params: { experience } })
  }
}

/** @throws Problem for a limit without a share, an end that is past, and orders the default cannot follow */
export function checkAction(rule: HeldRule, { minds }: Engine, now: number): void {
  const { action, share, until, placement, experience } = rule
  if (action === 'limit' && share === undefined) {
    const detail = 'Say to which part of the visitors it may be shown at most, .2 for one in five.'
    throw new Problem(400, 'missing', detail, { field: '/share' })
  }
  if (action !== 'limit' && share !== undefined) {
    const detail = `A share goes with "limit" alone; this rule says "${action}".`
    throw new Problem(400, 'not_with', detail, { field: '/share' })
  }
  if (until !== undefined && until <= now) {
    const detail = 'This end is past: send a later time, in milliseconds since 1970, or none.'
    throw new Problem(400, 'past', detail, { field: '/until' })
  }
  const { arms, standard } = minds.of(placement)
  if (experience === arms[standard] && (action === 'forbid' || action === 'limit')) {
    throw ofTheDefault(experience, placement)
  }
}

function ofTheDefault(experience: string, placement: string): Problem {
  const detail = `"${experience}" is the default of "${placement}": it is shown in place of what is forbidden or limited, so it can be neither. Pin another one where it should not be shown.`
  return new Problem(422, 'default_experience', detail, {
    field: '/action',
    params: { experience },
  })
}
