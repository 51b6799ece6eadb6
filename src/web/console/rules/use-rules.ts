import { useEffect, useState } from 'preact/hooks'
import type { RuleDetail, RulesPage, SituationsPage } from '../../../schema/rule-told.ts'
import { addressOf } from '../connection.ts'
import type { Language } from '../settings.ts'

export type Filter = 'all' | 'proven' | 'used' | 'mine'

export interface Asked {
  filter: Filter
  text: string
  limit: number
}

/** The server's word, or why there is none: the session is over, there is no such thing, nobody answers. */
export type Got<T> = T | 'reading' | 'expired' | 'unknown' | 'lost'

const EVERY_MS = 15_000

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

/** Says what the merchandiser decided; `undefined` when it was taken, else why it was not. */
export async function decide(id: string, change: object): Promise<string | undefined> {
  try {
    const response = await fetch(addressOf(`v1/rules/${encodeURIComponent(id)}`), {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(change),
    })
    if (response.ok) return undefined
    return (await response.json()).detail ?? response.statusText
  } catch (error) {
    return (error as Error).message
  }
}

function queryOf({ filter, text, limit }: Asked, language: Language): URLSearchParams {
  const query = new URLSearchParams({ language, limit: String(limit) })
  if (text.trim() !== '') query.set('text', text.trim())
  if (filter === 'mine') query.set('action', 'any')
  else if (filter !== 'all') query.set('status', filter)
  return query
}

function useRead<T extends object>(asked: unknown[], ask: () => Promise<Got<T>>) {
  const [got, setGot] = useState<Got<T>>('reading')
  const [again, setAgain] = useState(0)
  useEffect(() => {
    let isOpen = true
    const readOnce = async () => {
      const told = await ask()
      // What was read stays on the page while the server is away.
      if (isOpen) setGot(held => (told === 'lost' && typeof held === 'object' ? held : told))
    }
    void readOnce()
    const timer = setInterval(() => document.hidden || void readOnce(), EVERY_MS)
    return () => {
      isOpen = false
      clearInterval(timer)
    }
  }, [...asked, again])
  return { got, read: () => setAgain(times => times + 1) }
}

async function read<T extends object>(path: string): Promise<Got<T>> {
  try {
    const response = await fetch(addressOf(path))
    if (response.status === 401 || response.status === 403) return 'expired'
    if (response.status === 404) return 'unknown'
    return response.ok ? await response.json() : 'lost'
  } catch {
    return 'lost'
  }
}
