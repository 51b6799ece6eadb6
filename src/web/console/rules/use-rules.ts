import type { RuleDetail, RulesPage, SituationsPage } from '../../../schema/rule-told.ts'
import type { Language } from '../settings.ts'
import { type Got, read, send, useRead } from '../use-read.ts'
import { say } from './words.ts'

export type { Got }

export type Filter = 'all' | 'proven' | 'used' | 'mine'

export interface Asked {
  filter: Filter
  text: string
  limit: number
}

export interface Found {
  rules: RulesPage
  counts: SituationsPage
}

/** Rules and counts, asked again when the question changes, after a change, and now and then. */
export function useRules(asked: Asked, language: Language): { got: Got<Found>; read: () => void } {
  const { filter, text, limit } = asked
  return useRead([filter, text, limit, language], async () => {
    const [rules, counts] = await Promise.all([
      read<RulesPage>(`v1/rules?${queryOf(asked, language)}`),
      read<SituationsPage>(`v1/situations?limit=1&language=${language}`),
    ])
    if (typeof rules === 'string') return rules
    return typeof counts === 'string' ? counts : { rules, counts }
  })
}

export function useRule(
  id: string,
  language: Language,
): { got: Got<RuleDetail>; read: () => void } {
  return useRead([id, language], () =>
    read<RuleDetail>(`v1/rules/${encodeURIComponent(id)}?language=${language}`),
  )
}

/**
 * Says what the merchandiser decided; `undefined` when it was taken, else why it was not.
 * Somebody else's word that was not on the page yet is shown first, not overruled unseen.
 */
export async function decide(
  { id, action }: RuleDetail,
  change: object,
  language: Language,
): Promise<string | undefined> {
  const path = `v1/rules/${encodeURIComponent(id)}`
  const held = await read<RuleDetail>(`${path}?language=${language}`)
  if (typeof held === 'object' && held.action !== action) return say('decided_since', language)
  const told = await send('PATCH', path, change)
  return typeof told === 'string' ? told : undefined
}

function queryOf({ filter, text, limit }: Asked, language: Language): URLSearchParams {
  const query = new URLSearchParams({ language, limit: String(limit) })
  if (text.trim() !== '') query.set('text', text.trim())
  if (filter === 'mine') query.set('action', 'any')
  else if (filter !== 'all') query.set('status', filter)
  return query
}
