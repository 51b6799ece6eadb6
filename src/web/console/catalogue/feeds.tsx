import type { FeedRunTold, RunsTold } from '../../../schema/catalogue-told.ts'
import { nameOfRun } from '../feeds/names.ts'
import { RowRefusals } from '../feeds/row-refusals.tsx'
import { dated, number } from '../format.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { say } from './words.ts'

type FeedTold = RunsTold['feeds'][number]

/** How each feed was read: what was taken, what was refused and why. */
export function Feeds({ feeds }: { feeds: FeedTold[] }) {
  const { language } = useSettings()
  const maySet = useMay('GET /v1/feeds')
  return (
    <section>
      <div class="h">
        <h2>{say('feeds', language)}</h2>
        {maySet && (
          <a class="right" href="#/settings">
            {say('to_settings', language)}
          </a>
        )}
      </div>
      {feeds.length === 0 && <p class="empty">{say('no_feed', language)}</p>}
      <ul class="runs">
        {feeds.map(feed => (
          <Feed key={feed.feed} {...{ feed, language }} />
        ))}
      </ul>
    </section>
  )
}

function Feed({ feed: { feed, runs }, language }: { feed: FeedTold; language: Language }) {
  const [last, ...before] = runs
  return (
    <li>
      <h3>
        {nameOfRun(feed, language)} <small>{last.source}</small>
      </h3>
      <Run run={last} language={language} />
      <Refusals run={last} language={language} />
      {before.length > 0 && (
        <details>
          <summary>{say('earlier', language)}</summary>
          {before.map(run => (
            <div key={run.time}>
              <Run run={run} language={language} />
              <Refusals run={run} language={language} />
            </div>
          ))}
        </details>
      )}
    </li>
  )
}

function Run({ run, language }: { run: FeedRunTold; language: Language }) {
  const { accepted, repaired, refused, time } = run
  return (
    <p class="meta counts">
      <span>
        {say('read_at', language)} {dated(time, Date.now(), language, 'à ')}
      </span>
      <span>
        {number(accepted, language)} {say('taken', language, accepted)}
      </span>
      {repaired > 0 && (
        <span>
          {number(repaired, language)} {say('repaired', language, repaired)}
        </span>
      )}
      <span class={refused > 0 ? 'harm' : undefined}>
        {number(refused, language)} {say('refused', language, refused)}
      </span>
    </p>
  )
}

function Refusals({ run, language }: { run: FeedRunTold; language: Language }) {
  if (run.refusals.length === 0) return null
  return (
    <details>
      <summary>{say('first_refusals', language)}</summary>
      <RowRefusals refusals={run.refusals} />
    </details>
  )
}
