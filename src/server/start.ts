import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { RobotWatch } from '../ingest/index.ts'
import type { Settings } from '../schema/record.ts'
import { ErasureList } from '../store/erasure-list.ts'
import { openShop, type Stores } from '../store/open.ts'
import { DamagedProjections, type Env } from '../store/ports.ts'
import { AnalyticsBeside } from './analytics/beside.ts'
import { buildApp } from './app.ts'
import { type BackupPlan, BackupSchedule, newestOf, showBackups } from './backup-schedule.ts'
import { ConsoleDoor } from './console-door.ts'
import { Trails } from './debug/trails.ts'
import { Erasure } from './erasure/erasure.ts'
import { Keys } from './keys.ts'
import { type Letters, type LettersPlan, openLetters } from './letters/open.ts'
import type { LiveFeed } from './live/feed.ts'
import { liveFeed } from './live-feed.ts'
import { countRecord, Metrics } from './metrics.ts'
import { Newcomers } from './newcomers.ts'
import { Dispatch } from './outward/dispatch.ts'
import { Hooks } from './outward/hooks.ts'
import { Gate } from './overload/gate.ts'
import { showGate } from './overload/gate-metrics.ts'
import { PopularLists } from './overload/popular-lists.ts'
import { People } from './people/people.ts'
import { RateLimit } from './rate.ts'
import { showRanking } from './refit/ranking-metrics.ts'
import { REFIT_EVERY, Refits } from './refit/refits.ts'
import { Refitter } from './refit/refitter.ts'
import { KEPT_MS, Retention } from './retention.ts'
import { SearchBeside } from './search/beside.ts'
import { NewsOfCatalogue } from './search/news.ts'
import { Shop } from './shop.ts'
import { SnapshotWriter } from './snapshot-writer.ts'
import { FeedClerk } from './standing-feeds/clerk.ts'
import { StandingFeeds } from './standing-feeds/list.ts'
import { openTelemetry, type TelemetryOptions } from './telemetry.ts'
import { versionOf } from './version.ts'
import { WaitingRoom } from './waiting-room.ts'

export interface StartOptions {
  dataDir: string
  shop: string
  host: string
  /** 0 takes any free port. */
  port: number
  /** Origins whose pages call us directly. */
  origins: string[]
  env: Env
  /** What a new shop is opened with. */
  settings?: Partial<Settings>
  /** `host:port` of feeds that may be fetched though they are private or on an odd port. */
  feedHosts?: string[]
  /** A feed that lacks more than this share of its products asks before any goes. */
  mostRemoved?: number
  maxProfiles?: number
  /** How long visitors' days and untouched profiles are kept; 25 months by default. */
  keptMs?: number
  snapshotEvery?: number
  /** Clicks between two refits of the ranking in the background; 0 for none. */
  refitEvery?: number
  /** How long a page of something sold out waits before it shows what is like it, s; 0 for never. */
  jumpSeconds?: number
  /** Letters about wishes; without a plan wishes wait. */
  letters?: LettersPlan
  /** Requests per second, of one key and of one address. */
  keyRate?: number
  addressRate?: number
  /** Level of the JSON log on stderr; `silent` for none. */
  logLevel?: string
  /** Where traces go; absent: nothing is traced. */
  telemetry?: TelemetryOptions
  /** Back-ups by itself, so often; none where nothing is said. */
  backup?: Pick<BackupPlan, 'dir' | 'everyMs' | 'keep'>
  /** Called when nothing more can be kept; by default the process ends. */
  onBroken?: (error: unknown) => void
}

export interface Running {
  /** Base address, `http://127.0.0.1:4800`. */
  api: string
  keys: Keys
  shop: Shop
  erasure: Erasure
  /** Feeds at this `host:port` may be fetched from now on, wherever it is. */
  allowFeedHost(host: string): void
  /** Browsers reach us at this address: letters with links to it may go. */
  publicAt(url: string): void
  /** Be told the one-time link to the console, now and whenever a new one replaces it. */
  onConsoleLink(tell: (link: string) => void): void
  /** Finish what is under way, write everything down, and close. */
  stop(): Promise<void>
}

/** Everything of one shop, from the disk to the port. */
export async function startServer(options: StartOptions): Promise<Running> {
  try {
    return await startOnce(options)
  } catch (error) {
    if (!(error instanceof DamagedProjections)) throw error
    return await startOnce(options) // it has left the mark: now they are made again from the log
  }
}

async function startOnce(options: StartOptions): Promise<Running> {
  const { env, dataDir } = options
  // The stores lock the folder: whoever comes second must not write keys into it.
  const stores = await openShop(dataDir, options.shop, env)
  try {
    return await startWith(stores, options)
  } catch (error) {
    await stores.close()
    throw error
  }
}

async function startWith(stores: Stores, options: StartOptions): Promise<Running> {
  const { env, dataDir } = options
  const folder = join(dataDir, 'shops', options.shop)
  const keys = new Keys(folder, env)
  const metrics = new Metrics()
  const rates = {
    perKey: new RateLimit(options.keyRate ?? 20_000),
    perAddress: new RateLimit(options.addressRate ?? 10_000),
  }
  const people = new People(folder, env)
  const door = new ConsoleDoor(env, people)
  const feedHosts = new Set(options.feedHosts)
  const robots = new RobotWatch(50_000)
  const newcomers = new Newcomers(env)
  let feed: LiveFeed | undefined
  let trails: Trails | undefined
  let letters: Letters | undefined
  let outward: Dispatch | undefined
  const room = new WaitingRoom(options, tellOfStart)
  const refits = refitsOf(options)
  const news = new NewsOfCatalogue(stores.log, env)
  const analytics = new AnalyticsBeside({
    dataDir,
    shop: options.shop,
    env,
    durable: () => stores.log.durable,
    keptMs: options.keptMs ?? KEPT_MS,
    tell: says => console.error(JSON.stringify({ level: 40, msg: says })),
  })
  const shop = await Shop.open({
    shop: options.shop,
    stores,
    env,
    secret: keys.nameSecret,
    settings: options.settings,
    maxProfiles: options.maxProfiles,
    snapshotEvery: options.snapshotEvery,
    snapshotWriter: new SnapshotWriter(dataDir, options.shop),
    refits,
    onBroken: options.onBroken ?? endProcess,
    onRecord(record, told) {
      countRecord(metrics, record, told.repeated === true)
      news.note(record)
      feed?.observe(record, told)
      trails?.note(record, told)
      letters?.room.note(record)
      outward?.note(record)
    },
    onErased(keys) {
      feed?.forget(keys)
      trails?.forget(keys)
      letters?.room.forget(keys)
      for (const key of keys) robots.forget(key)
      analytics.catchUp()
    },
    onSnapshot: pauseMs => metrics.snapshotHeld(pauseMs / 1000),
    onReplay: (done, all) => room.progress(done, all),
  }).finally(() => room.close())
  const list = new ErasureList(dataDir, options.shop)
  const erasure = new Erasure(shop, stores, env, list)
  await erasure.start()
  const retention = new Retention(shop, stores, env, options.keptMs, folder)
  retention.start()
  feed = await liveFeed(shop, stores.log, env)
  trails = new Trails(shop, () => env.now())
  const gate = new Gate(stores.log)
  showGate(gate, metrics.registry)
  const popular = new PopularLists(shop.engine)
  const search = new SearchBeside(
    { dataDir, shop: options.shop },
    () => stores.log.durable,
    says => console.error(JSON.stringify({ level: 40, msg: says })),
  )
  news.tell(search)
  metrics.watch(() => ({
    logLag: shop.logLag,
    profiles: shop.residents.size,
    position: shop.engine.position,
    quarantined: shop.engine.quarantine.size,
    hasRoom: shop.hasRoom,
  }))
  showRanking(shop.engine.ranking, refits, metrics.registry)
  const { registry } = metrics
  const post = { shop, log: stores.log, env, keys, folder, registry }
  letters = openLetters(options.letters ?? {}, post)

  const hooks = new Hooks(folder, env, options.letters?.webhook)
  outward = new Dispatch(hooks, shop, stores.blobs, env, { allowed: feedHosts, onTrouble: warn })
  await outward.start()

  const { mostRemoved } = options
  const feeds = { shop, env, feedHosts, mostRemoved }
  const clerk = new FeedClerk(new StandingFeeds(folder, env), feeds, warn)

  const version = versionOf()
  const telemetry = options.telemetry && openTelemetry(options.telemetry, { env, metrics, version })
  const app = await buildApp(
    {
      env,
      shop,
      keys,
      door,
      people,
      metrics,
      rates,
      feedHosts,
      mostRemoved,
      clerk,
      erasure,
      log: stores.log,
      profiles: stores.profiles,
      robots,
      newcomers,
      feed,
      trails,
      gate,
      popular,
      search,
      analytics,
      jumpSeconds: options.jumpSeconds,
      watched: {
        dataDir,
        backups: () => schedule && { newest: newestOf(schedule), everyMs: schedule.everyMs },
      },
      outward,
      sendsLetters: () => letters?.room.isOpen === true,
    },
    {
      origins: options.origins,
      version,
      tracer: telemetry?.tracer,
      logger: { level: options.logLevel ?? 'info', base: {}, stream: process.stderr },
    },
  )
  const { backup, shop: name } = options
  const tell = (says: string, isTrouble: boolean) => app.log[isTrouble ? 'error' : 'info'](says)
  const schedule = backup && new BackupSchedule({ ...backup, dataDir, shop: name }, env, tell)
  if (schedule) showBackups(schedule, metrics.registry, env)
  const shut = async () => {
    schedule?.stop()
    await clerk.stop()
    await app.close()
    await search.close()
    analytics.close()
    await letters?.stop()
    await outward?.stop()
    await erasure.stop()
    await retention.stop()
    await shop.close()
    await stores.close()
    await telemetry?.close()
    metrics.close()
    gate.stop()
  }
  try {
    await app.listen({ port: options.port, host: options.host })
  } catch (error) {
    await shut()
    throw error
  }
  // Putting the app together holds the loop for longer than any crowd: nobody waited meanwhile.
  gate.start(env.monotonic)
  clerk.start()
  const { port } = app.server.address() as AddressInfo
  const api = addressOf(options.host, port)
  return {
    api,
    keys,
    shop,
    erasure,
    allowFeedHost: host => void feedHosts.add(host),
    publicAt: letters.publicAt,
    onConsoleLink: tell => door.onLink(token => tell(`${api}/console/enter?token=${token}`)),
    stop: shut,
  }
}

function refitsOf({ dataDir, shop, env, refitEvery = REFIT_EVERY }: StartOptions) {
  return refitEvery > 0 ? new Refits(new Refitter(dataDir, shop), refitEvery, env) : undefined
}

/** A trouble of what goes out, in a sentence: no address is in it. */
function warn(msg: string): void {
  console.error(JSON.stringify({ level: 40, msg }))
}

/** Before there is a log of requests. */
function tellOfStart(says: string): void {
  console.error(JSON.stringify({ level: 30, msg: says }))
}

/** Memory is not what the disk holds: what is on disk is the truth, and a restart goes back to it. */
function endProcess(error: unknown): void {
  const msg = 'nothing more can be kept: the process ends, and the next start goes on from the disk'
  console.error(JSON.stringify({ level: 60, msg, err: String(error) }))
  process.exit(1)
}

function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
