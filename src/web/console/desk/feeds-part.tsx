import type { RunsTold } from '../../../schema/catalogue-told.ts'
import { number, when } from '../format.ts'
import { useAsked } from '../people/use-asked.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

/** Each feed: where it lies and how it was read last. The catalogue's room tells more. */
export function FeedsPart() {
  const { language } = useSettings()
  const { got } = useAsked<RunsTold>('v1/catalogue/runs')
  if (typeof got === 'string') return null
  return (
    <section>
      <div class="h">
        <h2>{say('feeds', language)}</h2>
        {got.feeds.length > 0 && (
          <a class="right" href="#/catalogue">
            {say('to_catalogue', language)}
          </a>
        )}
      </div>
      {got.feeds.length === 0 && <p class="empty">{say('no_feed', language)}</p>}
      <ul class="people">
        {got.feeds.map(({ feed, runs: [last] }) => (
          <li key={feed}>
            <span class="who">
              <code>{feed}</code>
              <small>{last.source}</small>
            </span>
            <span class="meta">
              {say('read_at', language)} {when(last.time, Date.now(), language)}
            </span>
            <span class="meta">
              {number(last.rows, language)} {say('rows', language)}
              {last.refused > 0 && (
                <span class="harm">
                  {' '}
                  · {number(last.refused, language)} {say('refused', language)}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
