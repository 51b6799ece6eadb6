import type { RuleWritten } from '../../../schema/rule-told.ts'
import { endOf } from './shop-day.ts'

/** A form as it is filled in: every line a text, for that is what lines hold. */
export interface Filled {
  placement: RuleWritten['placement']
  /** `device=mobile`, each. */
  picked: string[]
  experience: string
  action: RuleWritten['action']
  /** Percent. */
  share: string
  /** `2026-12-24`, the last day it holds. */
  until: string
  note: string
  why: string
}

export const EMPTY: Filled = {
  ...{ placement: 'home', picked: [], experience: '', action: 'pin' },
  ...{ share: '20', until: '', note: '', why: '' },
}

const BETWEEN = '='

/** Between the page that writes a rule and the experience that it is to forbid. */
export const FORBIDDING = '!'

/** A form that says already what is to be shown to nobody any more, `home/explore`. */
export function forbidding(experience: string): Filled {
  const placement = experience.split('/')[0] as Filled['placement']
  return { ...EMPTY, placement, experience, action: 'forbid' }
}

export function forbiddingAt(experience: string): string {
  return `#/rules/${encodeURIComponent(`new${FORBIDDING}${experience}`)}`
}

/** The rule that a form says, at a shop in this zone; undefined while it says none. */
export function ruleIn(filled: Filled, timeZone: string): RuleWritten | undefined {
  const { placement, picked, experience, action, share, until, note, why } = filled
  if (experience === '') return undefined
  return {
    ...{ placement, experience, action, when: whenIn(picked) },
    ...(action === 'limit' && { share: partIn(share) }),
    ...(until !== '' && { until: endOf(until, timeZone) }),
    ...(note.trim() !== '' && { note: note.trim() }),
    ...(why.trim() !== '' && { why: why.trim() }),
  }
}

export function pairOf(name: string, value: string): string {
  return `${name}${BETWEEN}${value}`
}

/** A characteristic has one value: it is not offered twice. */
export function isFree(name: string, at: number, picked: readonly string[]): boolean {
  return !picked.some((one, n) => n !== at && one.startsWith(`${name}${BETWEEN}`))
}

/** Of a number of percent; what is none is told to the server, which says so. */
export function partIn(percent: string): number {
  return Number(percent.replace(',', '.')) / 100
}

function whenIn(picked: readonly string[]): Record<string, string> {
  const pairs = picked.filter(Boolean).map(one => {
    const at = one.indexOf(BETWEEN)
    return [one.slice(0, at), one.slice(at + 1)]
  })
  return Object.fromEntries(pairs)
}
