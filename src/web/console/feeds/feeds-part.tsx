import { useEffect, useState } from 'preact/hooks'
import type { RunsTold } from '../../../schema/catalogue-told.ts'
import type { StandingFeedsTold } from '../../../schema/standing-feed.ts'
import { BehindButton } from '../people/behind-button.tsx'
import { useAsked } from '../people/use-asked.ts'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { FeedForm } from './feed-form.tsx'
import { FeedRow } from './feed-row.tsx'
import { SentFeeds } from './sent-feeds.tsx'
import { say } from './words.ts'

const SOON_MS = 1_000

/** Which feeds the shop reads, by itself or when they are sent, and how that goes. */
export function FeedsPart() {
  const { language } = useSettings()
  const { got, again } = useAsked<StandingFeedsTold>('v1/feeds')
  const { got: runs, again: readRuns } = useAsked<RunsTold>('v1/catalogue/runs')
  const [told, setTold] = useState<StandingFeedsTold>()
  /** Of the forms one is open: a feed's, by its id, or that of a new one. */
  const [open, setOpen] = useState<string>()
  const mayAdd = useMay('POST /v1/feeds')
  const now = told ?? (typeof got === 'string' ? undefined : got)
  const isRunning = now?.feeds.some(feed => feed.isRunning) ?? false
  const readAll = () => {
    setTold(undefined)
    again()
    readRuns()
  }
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(readAll, SOON_MS)
    return () => clearInterval(timer)
  }, [isRunning])
  if (now === undefined) return null
  const read = typeof runs === 'string' ? undefined : runs
  const names = new Set(now.feeds.map(({ name }) => name))
  return (
    <section id="feeds">
      <div class="h">
        <h2>{say('feeds', language)}</h2>
        {read !== undefined && read.feeds.length > 0 && (
          <a class="right" href="#/catalogue">
            {say('to_catalogue', language)}
          </a>
        )}
      </div>
      <p class="meta quiet-line">{say('note', language)}</p>
      {now.feeds.length === 0 && <p class="empty">{say('none', language)}</p>}
      <ul class="people feeds">
        {now.feeds.map(feed => (
          <FeedRow
            key={feed.id}
            of={feed}
            removals={removalsOf(feed.name, read)}
            isChanging={open === feed.id}
            onEdit={isOpen => setOpen(isOpen ? feed.id : undefined)}
            onChange={setTold}
            onAnswer={readAll}
          />
        ))}
      </ul>
      <SentFeeds feeds={read?.feeds.filter(({ feed }) => !names.has(feed)) ?? []} />
      {mayAdd && (
        <BehindButton
          does={say('add_title', language)}
          isOpen={open === 'new'}
          onOpen={() => setOpen('new')}
        >
          <FeedForm
            onCancel={() => setOpen(undefined)}
            onDone={now => {
              setOpen(undefined)
              setTold(now)
            }}
          />
        </BehindButton>
      )}
    </section>
  )
}

/** What waits for somebody's word since this feed was read last. */
function removalsOf(name: string, runs: RunsTold | undefined): RunsTold['removals'] {
  const all = runs?.removals ?? []
  return all.filter(({ market }) => name === `products-${market.country}-${market.language}`)
}
