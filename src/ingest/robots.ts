import { isbot } from 'isbot'
import { ByLastUse } from '../core/by-last-use.ts'
import { MINUTE, SECOND } from '../core/clock.ts'
import type { EventName } from '../schema/event.ts'

/** Robots that say so in their User-Agent. An empty one is a robot's too. */
export function isDeclaredRobot(userAgent: string): boolean {
  const known = verdicts.get(userAgent)
  if (known !== undefined) return known
  if (userAgent.length > LONGEST) return isbot(userAgent.slice(0, LONGEST))
  const verdict = userAgent === '' || isbot(userAgent)
  if (verdicts.size >= MOST_REMEMBERED) verdicts.clear()
  verdicts.set(userAgent, verdict)
  return verdict
}

/** Longer names are no browser's, and are not kept. */
const LONGEST = 512
const MOST_REMEMBERED = 2_000
const verdicts = new Map<string, boolean>()

/** Pages in ten seconds that no hand opens. */
const BURST = 15
const BURST_MS = 10 * SECOND
/** Pages in twenty seconds that no eye takes in, when nothing was ever touched. */
const HASTE = 12
const HASTE_MS = 20 * SECOND
/** Pages a minute that no eye reads, when nothing was ever touched. */
const STEADY = 40
const STEADY_MS = MINUTE
/** Pages of a visitor who never touched anything, however slowly they came. */
const SILENT = 120
/** Two pages that were opened so close to each other are one that was told twice. */
const SAME_MS = 50
/** What a page shows is told this soon after the page, on a slow telephone too. */
const OF_PAGE_MS = SECOND
/** Pages as regular as a clock: this many gaps within ±2 %. */
const METRONOME = 30

const VIEWS = new Set<EventName>(['page_view', 'view_item', 'view_item_list'])
/**
 * What only a hand does; events a page fires by itself prove nothing. Nor does an answer to one
 * of our placements: the holdout has none, and would lose people whom the other slices keep.
 */
const TOUCHES = new Set<EventName>([
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
  'begin_checkout',
  'purchase',
  'login',
  'sign_up',
  'select_size',
  'select_item',
  'filter',
  'sort',
  'search',
  'scroll',
])

interface Watched {
  /** Times of the newest views, a ring of 40 places: most people never fill it. */
  views: number[]
  /** Of each, whether a page said so itself: what it shows belongs to it. */
  isPage: boolean[]
  count: number
  touches: number
  robot: boolean
}

/**
 * Robots that do not say so, by how they behave: pages faster than a hand,
 * steadier than an eye, or a link that only machines see. A pure function of
 * the acts and their times. Memory is bounded: the visitor silent for longest
 * is forgotten first, at about a kilobyte at most.
 */
export class RobotWatch {
  readonly #most: number
  readonly #visitors = new ByLastUse<Watched>()

  constructor(mostVisitors = 50_000) {
    this.#most = mostVisitors
  }

  get size(): number {
    return this.#visitors.size
  }

  /** Tell an act. @returns whether its visitor is a robot by what is known so far */
  see(visitor: string, name: EventName, time: number): boolean {
    const watched = this.#meet(visitor)
    if (TOUCHES.has(name)) watched.touches++
    if (VIEWS.has(name) && !isOfSeenPage(watched, name, time)) this.#view(watched, name, time)
    return watched.robot
  }

  /** They followed the hidden link that no person sees. */
  trap(visitor: string): void {
    this.#meet(visitor).robot = true
  }

  forget(visitor: string): void {
    this.#visitors.delete(visitor)
  }

  isRobot(visitor: string): boolean {
    return this.#visitors.get(visitor)?.robot ?? false
  }

  #view(watched: Watched, name: EventName, time: number): void {
    watched.isPage[watched.count % STEADY] = name === 'page_view'
    watched.views[watched.count++ % STEADY] = time
    watched.robot ||=
      within(watched, BURST, BURST_MS) ||
      (watched.touches === 0 && within(watched, HASTE, HASTE_MS)) ||
      (watched.touches === 0 && within(watched, STEADY, STEADY_MS)) ||
      (watched.touches === 0 && watched.count >= SILENT) ||
      (watched.touches === 0 && isMetronome(watched))
  }

  #meet(visitor: string): Watched {
    const watched = this.#visitors.get(visitor) ?? newcomer()
    this.#visitors.set(visitor, watched)
    if (this.#visitors.size > this.#most) this.#visitors.delete(this.#visitors.first![0])
    return watched
  }
}

function newcomer(): Watched {
  return { views: [], isPage: [], count: 0, touches: 0, robot: false }
}

/**
 * A page tells of itself, then of what it shows, and tells both again where it was left before
 * the answer came: that is one page.
 */
function isOfSeenPage({ views, isPage }: Watched, name: EventName, time: number): boolean {
  const away = (view: number) => Math.abs(time - view)
  const isShown = name !== 'page_view'
  return views.some((view, n) => away(view) < (isShown && isPage[n] ? OF_PAGE_MS : SAME_MS))
}

/** The last `pages` views lie within `spanMs`. They may have come out of order: a telephone was offline. */
function within({ views, count }: Watched, pages: number, spanMs: number): boolean {
  if (count < pages) return false
  let first = Infinity
  let last = -Infinity
  for (let back = 1; back <= pages; back++) {
    const time = views[(count - back) % STEADY]
    if (time < first) first = time
    if (time > last) last = time
  }
  return last - first < spanMs
}

function isMetronome({ views, count }: Watched): boolean {
  if (count <= METRONOME) return false
  const at = (back: number) => views[(count - 1 - back) % STEADY]
  const mean = (at(0) - at(METRONOME)) / METRONOME
  if (mean <= 0) return false
  for (let i = 0; i < METRONOME; i++) {
    if (Math.abs(at(i) - at(i + 1) - mean) > 0.02 * mean) return false
  }
  return true
}
