import { useState } from 'preact/hooks'
import { ask } from '../ask.ts'
import { useAct } from '../people/use-act.ts'
import { Line } from '../rules/line.tsx'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

interface Props {
  id: string
  /** Where the shop has such a page, as far as its feed tells. */
  address?: string
}

/** A link to the shop's own page that shows this experience, to whoever has it, and counts nothing. */
export function PreviewPart({ id, address = '' }: Props) {
  const { language } = useSettings()
  const { act, isBusy, refusal } = useAct()
  const [query, setQuery] = useState<string>()
  const [page, setPage] = useState(address)
  if (query === undefined) {
    const make = () =>
      act(async () => {
        const made = await ask<{ query: string }>('POST', 'v1/previews', { experience: id })
        setQuery(made.query)
      })
    return (
      <div class="acts">
        <button type="button" class="btn small" disabled={isBusy} onClick={() => void make()}>
          {say('look', language)}
        </button>
        {refusal && <span class="harm">{refusal.message || say('lost', language)}</span>}
      </div>
    )
  }
  const link = previewLink(page, query)
  const wrong = link === undefined && page !== '' ? say('no_address', language) : undefined
  return (
    <div class="looking">
      <Line
        id={`look-${id}`}
        label={say('look_at', language)}
        hint={say('look_note', language)}
        wrong={wrong}
      >
        {said => (
          <input
            {...said}
            class="field"
            type="url"
            value={page}
            onInput={event => setPage(event.currentTarget.value)}
          />
        )}
      </Line>
      {link && (
        <a class="btn go" href={link} target="_blank" rel="noopener noreferrer">
          {say('look_open', language)}
        </a>
      )}
    </div>
  )
}

/** Only a page of the web: an address may come from a feed, and some addresses are programs. */
export function previewLink(page: string, query: string): string | undefined {
  const url = URL.parse(page)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined
  for (const [name, value] of new URLSearchParams(query)) url.searchParams.set(name, value)
  return url.href
}
