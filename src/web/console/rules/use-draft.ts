import { useEffect, useState } from 'preact/hooks'
import type { RuleDraft } from '../../../schema/rule-draft.ts'
import type { RuleWritten } from '../../../schema/rule-told.ts'
import { ask, Refusal } from '../ask.ts'
import { languageNow } from '../settings.ts'
import { say } from './words.ts'

export interface Drafted {
  draft?: RuleDraft
  refusal?: Refusal
}

/** Who types is not asked after every letter. */
const QUIET_MS = 250

/** What the server says of a rule that is being written, asked again whenever it changes. */
export function useDraft(rule: RuleWritten | undefined): Drafted {
  const [drafted, setDrafted] = useState<Drafted>({})
  const text = JSON.stringify(rule)
  useEffect(() => {
    if (rule === undefined) return setDrafted({})
    let isOpen = true
    const tell = (told: Drafted) => isOpen && setDrafted(told)
    const timer = setTimeout(() => {
      askRule<RuleDraft>('POST', 'v1/rules/draft', rule)
        .then(draft => tell({ draft }))
        .catch(error => tell({ refusal: error as Refusal }))
    }, QUIET_MS)
    return () => {
      isOpen = false
      clearTimeout(timer)
    }
  }, [text])
  return drafted
}

/** What is wrong with a line: the refusal's words when it names this field, or one inside it. */
export function wrongWith(field: string, refusal: Refusal | undefined): string | undefined {
  const isOf = refusal && (refusal.field === field || refusal.field.startsWith(`${field}/`))
  return isOf ? refusal.message : undefined
}

/** A share is written in percent and told in parts of one: its bounds are said as it is written. */
export function askRule<T>(method: 'POST' | 'PATCH', path: string, body: object): Promise<T> {
  return ask<T>(method, path, body).catch(error => {
    if (!(error instanceof Refusal) || error.field !== '/share') throw error
    throw new Refusal(say('share_bounds', languageNow()), error.code, error.field)
  })
}
