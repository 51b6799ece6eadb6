import type { ProblemParams } from '../../../schema/problem.ts'
import type { Language } from '../settings.ts'
import { fieldName } from './fields.ts'
import { CLOSER, SENTENCES } from './words.ts'

/** What a problem of the server brings, or one that it noted. */
export interface Told {
  code: string
  detail: string
  field?: string
  params?: ProblemParams
}

/** Why the server did not do something, in the reader's language; without words of ours, in its own. */
export function sayRefused(told: Told, language: Language): string {
  const [fr, en] = saidOf(told) ?? []
  const said = language === 'fr' ? fr : en
  return said === undefined ? told.detail : (filled(said, told, language) ?? told.detail)
}

function saidOf({ code, field = '', params }: Told) {
  const place = field.split('/').filter(Boolean)[0]
  const all = SENTENCES as Record<string, (typeof CLOSER)[string]>
  return CLOSER[`${code}@${place}`] ?? CLOSER[`${code}:${params?.why}`] ?? all[code]
}

/** A sentence with its parameters; undefined when one is not told. */
function filled(said: string, { field = '', params }: Told, language: Language) {
  let isWhole = true
  const text = said.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = name === 'field' && field ? fieldName(field, language) : params?.[name]
    if (value === undefined) isWhole = false
    return String(value)
  })
  return isWhole ? text : undefined
}
