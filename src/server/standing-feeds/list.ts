import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidV7 } from '../../core/ids.ts'
import type { FeedChanged, FeedWanted, StandingFeedTold } from '../../schema/standing-feed.ts'
import type { Env } from '../../store/ports.ts'
import { writePrivateFile } from '../private-file.ts'
import { Problem } from '../problem.ts'
import { nameOfFeed, settled } from './wanted.ts'

const MOST = 20

/** A feed that is read again and again, and how that went last. */
export interface StandingFeed extends FeedWanted {
  id: string
  pausedSince?: number
  /** When it was asked last, ms, and how often since the last answer. */
  tried?: number
  failures?: number
  last?: StandingFeedTold['last']
  trouble?: StandingFeedTold['trouble']
}

/**
 * Which feeds the shop reads by itself: `feeds.json` of the shop's folder, for this user only.
 * An address may hold a key, and a secret has to be able to go: so it is no part of the log,
 * which knows who changed what and the host alone.
 */
export class StandingFeeds {
  readonly #path: string
  readonly #env: Env
  #feeds: StandingFeed[]

  constructor(folder: string, env: Env) {
    this.#path = join(folder, 'feeds.json')
    this.#env = env
    this.#feeds = readFeeds(this.#path)
  }

  all(): readonly StandingFeed[] {
    return this.#feeds
  }

  /** @throws Problem 404 */
  get(id: string): StandingFeed {
    const feed = this.#feeds.find(each => each.id === id)
    if (feed === undefined) throw unknownFeed()
    return feed
  }

  /** One that may be added, under a new id. @throws Problem that says which field forbids it */
  drafted(wanted: FeedWanted): StandingFeed {
    const feed = settled(wanted)
    this.#requireRoom(feed)
    return { id: uuidV7(this.#env.now(), this.#env.random(10)), ...feed }
  }

  /** As it would be: what was known of another address, or of another kind, is known no more. */
  redrafted(id: string, { url, ...wanted }: FeedChanged): StandingFeed {
    const before = this.get(id)
    const feed = settled({ ...wanted, url: url ?? before.url })
    this.#requireOnly(feed, id)
    const { tried, failures, last, trouble, pausedSince } = before
    const isOther = feed.url !== before.url || nameOfFeed(feed) !== nameOfFeed(before)
    const paused = pausedSince !== undefined && { pausedSince }
    return { id, ...feed, ...paused, ...(!isOther && { tried, failures, last, trouble }) }
  }

  /** @throws Problem 409 when another came first: a button is pressed twice */
  add(feed: StandingFeed): void {
    this.#requireRoom(feed)
    this.#write([...this.#feeds, feed])
  }

  /** @throws Problem 404 when it was removed meanwhile, 409 when another took its place */
  change(feed: StandingFeed): void {
    this.get(feed.id)
    this.#requireOnly(feed, feed.id)
    this.#write(this.#feeds.map(each => (each.id === feed.id ? feed : each)))
  }

  /** How a reading went; a feed that was removed or changed meanwhile is not what was read. */
  note({ id, url }: StandingFeed, how: Partial<StandingFeed>): void {
    const feed = this.#feeds.find(each => each.id === id)
    if (feed?.url === url) this.change({ ...feed, ...how })
  }

  remove(id: string): void {
    this.get(id)
    this.#write(this.#feeds.filter(each => each.id !== id))
  }

  #requireRoom(feed: FeedWanted): void {
    if (this.#feeds.length >= MOST) throw tooMany()
    this.#requireOnly(feed)
  }

  /** Two feeds of one market would take each other's products off the shelves. */
  #requireOnly(feed: FeedWanted, own?: string): void {
    if (feed.kind !== 'products' && feed.kind !== 'content') return
    const name = nameOfFeed(feed)
    const isTaken = this.#feeds.some(each => each.id !== own && nameOfFeed(each) === name)
    if (isTaken) throw feedThere(name)
  }

  #write(feeds: StandingFeed[]): void {
    writePrivateFile(this.#path, { feeds })
    this.#feeds = feeds
  }
}

/** @throws Error that says what to do */
function readFeeds(path: string): StandingFeed[] {
  try {
    const { feeds } = JSON.parse(readFileSync(path, 'utf8')) as { feeds: StandingFeed[] }
    if (Array.isArray(feeds)) return feeds
    throw new Error('it holds no feeds')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    const says = `${path} cannot be read (${(error as Error).message}): put a copy back, or move it aside and name the feeds again`
    throw new Error(says, { cause: error })
  }
}

function unknownFeed(): Problem {
  const detail = 'There is no feed of this id; GET /v1/feeds lists them.'
  return new Problem(404, 'unknown_feed', detail, { field: '/id' })
}

function tooMany(): Problem {
  const detail = `At most ${MOST} feeds are read: remove one first.`
  return new Problem(409, 'too_many_feeds', detail, { params: { most: MOST } })
}

function feedThere(name: string): Problem {
  const detail = `${name} is read already: change that one, for two would undo each other.`
  return new Problem(409, 'feed_there', detail, { field: '/kind', params: { name } })
}
