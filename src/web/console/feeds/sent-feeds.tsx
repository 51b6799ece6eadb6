import type { RunsTold } from '../../../schema/catalogue-told.ts'
import { dated, number } from '../format.ts'
import { useSettings } from '../settings.ts'
import { nameOfRun } from './names.ts'
import { say } from './words.ts'

/** Feeds that somebody sends, or has read when they say so: where from, and what came. */
export function SentFeeds({ feeds }: { feeds: RunsTold['feeds'] }) {
  const { language } = useSettings()
  if (feeds.length === 0) return null
  return (
    <>
      <h3 class="sent-head">{say('sent', language)}</h3>
      <p class="meta quiet-line">{say('sent_note', language)}</p>
      <ul class="people">
        {feeds.map(({ feed, runs: [last] }) => (
          <li key={feed}>
            <span class="who">
              <b>{nameOfRun(feed, language)}</b>
              <small>{last.source}</small>
            </span>
            <span class="meta">
              {say('read_at', language)} {dated(last.time, Date.now(), language, 'à ')}
            </span>
            <span class="meta">
              {number(last.rows, language)} {say('rows', language, last.rows)}
              {last.refused > 0 && (
                <a class="harm" href="#/catalogue">
                  {' '}
                  · {number(last.refused, language)} {say('refused', language, last.refused)}
                </a>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
