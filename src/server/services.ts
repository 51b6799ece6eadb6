import type { RobotWatch } from '../ingest/index.ts'
import type { Env, LogDays, ProfileStore } from '../store/ports.ts'
import type { AnalyticsDesk } from './analytics/desk.ts'
import type { ConsoleDoor } from './console-door.ts'
import type { Trails } from './debug/trails.ts'
import type { Erasure } from './erasure/erasure.ts'
import type { Keys } from './keys.ts'
import type { LiveFeed } from './live/feed.ts'
import type { Metrics } from './metrics.ts'
import type { Newcomers } from './newcomers.ts'
import type { Dispatch } from './outward/dispatch.ts'
import type { Gate } from './overload/gate.ts'
import type { PopularLists } from './overload/popular-lists.ts'
import type { People } from './people/people.ts'
import type { RateLimit } from './rate.ts'
import type { SearchDesk } from './search/desk.ts'
import type { Shop } from './shop.ts'
import type { FeedClerk } from './standing-feeds/clerk.ts'

/** What the routes are given. */
export interface Services {
  env: Env
  shop: Shop
  keys: Keys
  door: ConsoleDoor
  /** Who has an account of the console. */
  people: People
  erasure: Erasure
  /** For reading what is kept of one person. */
  log: LogDays
  /** For looking whether somebody is in them still. */
  profiles: ProfileStore
  metrics: Metrics
  /** Who may come in when there is too much to do. */
  gate: Gate
  /** What is shown when there is no time for anybody in particular. */
  popular: PopularLists
  /** Where the catalogue is searched. */
  search: SearchDesk
  /** Where the log is asked as tables; absent without a disk. */
  analytics?: AnalyticsDesk
  /** Before a page of something sold out goes on by itself, s: 3 unless told, 0 for never. */
  jumpSeconds?: number
  /** Tells the shop's other systems what happens. */
  outward: Dispatch
  /** Letters about wishes go out; without a mailer wishes are kept and wait. */
  sendsLetters?(): boolean
  /** What browsers are called whose cookie is still on its way. */
  newcomers: Newcomers
  /** Who reads too fast to be a person. */
  robots: RobotWatch
  /** The console's live page, where it is served. */
  feed?: LiveFeed
  /** What happens to browsers whose debug overlay is open. */
  trails?: Trails
  /** Reads feeds by itself. */
  clerk: FeedClerk
  /** `host:port` of feeds that may lie on a private network: the operator says so. */
  feedHosts?: ReadonlySet<string>
  /** A feed that lacks more than this share of its products asks before any goes; .3 unless told. */
  mostRemoved?: number
  /** What only whoever started the process knows of it; absent without a disk. */
  watched?: Watched
  rates: { perKey: RateLimit; perAddress: RateLimit }
}

export interface Watched {
  dataDir: string
  /** Of the back-ups it makes by itself: the newest whole one, ms, and how often; undefined for none. */
  backups(): { newest: number; everyMs: number } | undefined
}
