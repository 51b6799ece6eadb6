import type { StandingFeedsTold, StandingFeedTold } from '../../schema/standing-feed.ts'
import type { FeedClerk } from './clerk.ts'
import type { StandingFeed } from './list.ts'
import { nameOfFeed } from './wanted.ts'

/** Each standing feed, how it was read last and when it is read next. */
export function tellFeeds(clerk: FeedClerk, now: number): StandingFeedsTold {
  return { feeds: clerk.list.all().map(feed => told(feed, clerk, now)), now }
}

function told(feed: StandingFeed, clerk: FeedClerk, now: number): StandingFeedTold {
  const { id, kind, country, language, currency, every, hour, pausedSince, last, trouble } = feed
  const { origin, pathname, search } = new URL(feed.url)
  const next = clerk.nextOf(feed)
  return {
    id,
    name: nameOfFeed(feed),
    address: origin + pathname,
    hasQuery: search !== '',
    ...{ kind, country, language, currency, every, hour, pausedSince },
    isRunning: clerk.isRunning(id),
    ...(next !== undefined && { next: Math.max(next, now) }),
    last,
    trouble,
  }
}
