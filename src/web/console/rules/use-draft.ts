import { useEffect, useState } from 'preact/hooks'
import type { RuleDraft } from '../../../schema/rule-draft.ts'
import type { RuleWritten } from '../../../schema/rule-told.ts'
import { ask, type Refusal } from '../ask.ts'

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
      ask<RuleDraft>('POST', 'v1/rules/draft', rule)
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
