import { SECOND } from '../../core/clock.ts'
import type { DecisionMade } from '../../schema/decision.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { LiveMessages, LiveRow, Say } from '../../schema/live.ts'
import { REPLIES, replyTo, tellDecision } from './decided.ts'
import type { LiveFeedOptions, LiveNames } from './options.ts'
import { Allowance, Ring } from './ring.ts'
import { sourceOf } from './source.ts'
import { kindOf, tell } from './telling.ts'
import { keepNewest, remember, type Visit, Visits } from './visit.ts'
import { both } from './words.ts'

const ROWS = 300
/** A row tells one act; what follows within this time is still the same act. */
const SAME_ACT_MS = 45 * SECOND
const ROWS_PER_SECOND = 8
const CHANGES_PER_SECOND = 20
const DECISIONS = 4_000

type Emit = <N extends 'row' | 'reply'>(name: N, data: LiveMessages[N]) => void

/**
 * The rows of the live page. Events of one visit become acts, acts become
 * sentences; a decision joins the row of its visitor, an answer finds its decision.
 * At high rates acts are sampled, never counts, and purchases come first.
 */
export class Stream {
  readonly #rows = new Ring<LiveRow>(ROWS)
  readonly #visits = new Visits()
  /** Row that each recent decision was told in. */
  readonly #decisions = new Map<string, LiveRow>()
  readonly #newRows = new Allowance(ROWS_PER_SECOND)
  readonly #purchases = new Allowance(ROWS_PER_SECOND)
  readonly #changes = new Allowance(CHANGES_PER_SECOND)
  readonly #options: LiveFeedOptions
  readonly #names: LiveNames
  readonly #emit: Emit
  #count = 0

  constructor(options: LiveFeedOptions, names: LiveNames, emit: Emit) {
    this.#options = options
    this.#names = names
    this.#emit = emit
  }

  rows(): LiveRow[] {
    return [...this.#rows.newestFirst()]
  }

  forget(isTheirs: (visitor: string) => boolean): void {
    this.#rows.drop(row => isTheirs(row.visitor?.key ?? ''))
    this.#visits.forget(isTheirs)
    for (const [id, row] of this.#decisions) {
      if (isTheirs(row.visitor?.key ?? '')) this.#decisions.delete(id)
    }
  }

  event(event: ShopEvent, time: number): void {
    this.#answer(event, time)
    if (event.visitor === undefined) this.#someone(event, time)
    else this.#visitor(event.visitor, event, time)
  }

  #visitor(visitor: string, event: ShopEvent, time: number): void {
    const { visit, isNew } = this.#visits.of(visitor, event, time)
    remember(visit, event, item => this.#names.item(item)?.category)
    const kind = kindOf(event, isNew)
    if (kind === undefined) return
    if (isNew) {
      visit.number = this.#options.visitNumber?.(visit.visitor) ?? 0
      visit.source = sourceOf(event)
      visit.row = undefined
    }
    this.#tellVisit(visit, event, kind, time)
  }

  decision(id: string, made: DecisionMade, time: number): void {
    const row = made.visitor === undefined ? undefined : this.#visits.get(made.visitor)?.row
    if (row === undefined || time - row.time > SAME_ACT_MS) return
    if (row.reply.kind === 'yes' || row.reply.kind === 'no') return // answered: it told its story
    if (!this.#changes.take(time)) return
    const did = tellDecision(made, this.#names, this.#options)
    if (did === undefined) return
    row.did = did
    row.reply = replyTo(made)
    this.#decisions.set(id, row)
    keepNewest(this.#decisions, DECISIONS)
    this.#emit('row', row)
  }

  #tellVisit(visit: Visit, event: ShopEvent, kind: LiveRow['kind'], time: number): void {
    const row = visit.row
    const browsing = kind === 'view' || kind === 'arrival'
    if (row && continues(row, kind, time)) {
      if (event.name === 'view_cart' && visit.aside === undefined) return // what went in was told
      if (!this.#changes.take(time)) return // the next act will tell both
      row.say = ended(tell(visit, event, browsing ? row.kind : kind, this.#names))
      this.#emit('row', row)
      return
    }
    if (!(kind === 'purchase' ? this.#purchases : this.#newRows).take(time)) {
      visit.row = undefined
      return
    }
    const { visitor } = visit
    visit.row = this.#add(event, kind, time, {
      visitor: { key: visitor, nickname: both(l => this.#options.nickname(visitor, l)) },
      say: ended(tell(visit, event, kind, this.#names)),
      reply: firstReply(event, kind),
    })
  }

  /** Nothing is kept of this person, so each act stands alone and only the telling ones are told. */
  #someone(event: ShopEvent, time: number): void {
    const source = sourceOf(event)
    const kind = kindOf(event, source !== undefined)
    if (kind === undefined || kind === 'view' || event.name === 'view_cart') return
    if (!(kind === 'purchase' ? this.#purchases : this.#newRows).take(time)) return
    const alone = { visitor: '', lastAt: time, number: 0, source, viewed: [], cart: Number.NaN }
    const visit: Visit = { ...alone, currency: event.currency ?? 'EUR' }
    remember(visit, event, item => this.#names.item(item)?.category)
    const say = tell(visit, event, kind, this.#names)
    this.#add(event, kind, time, {
      say: ended({ fr: `Quelqu’un ${say.fr}`, en: `Someone ${say.en}` }),
      reply: firstReply(event, kind),
    })
  }

  #add(
    event: ShopEvent,
    kind: LiveRow['kind'],
    time: number,
    told: Pick<LiveRow, 'visitor' | 'say' | 'reply'>,
  ): LiveRow {
    const row: LiveRow = { id: `r${this.#count++}`, time, device: deviceOf(event), kind, ...told }
    this.#rows.push(row)
    this.#emit('row', row)
    return row
  }

  /** A click, a cart, a purchase or a dismissal answers the decision it names. */
  #answer(event: ShopEvent, time: number): void {
    if (event.decision === undefined) return
    const end = event.decision.indexOf('.')
    const row = this.#decisions.get(end < 0 ? event.decision : event.decision.slice(0, end))
    const reply = replyOf(event)
    if (row === undefined || reply === undefined || row.reply.kind === 'holdout') return
    if (reply.kind === 'watching' && row.reply.kind !== 'waiting') return
    row.reply = reply
    if (reply.kind !== 'watching' || this.#changes.take(time))
      this.#emit('reply', { id: row.id, reply })
  }
}

/** Looking goes on in the row it began in; the cart and its delivery question are one act too. */
function continues(row: LiveRow, kind: LiveRow['kind'], time: number): boolean {
  if (time - row.time > SAME_ACT_MS) return false
  if (kind === 'view' || kind === 'arrival') return row.kind === 'view' || row.kind === 'arrival'
  return kind === 'cart' && row.kind === 'cart'
}

/** Who looks around is looking; what is done is done. */
function firstReply(event: ShopEvent, kind: LiveRow['kind']): LiveRow['reply'] {
  if (event.name === 'dismiss') return REPLIES.dismissed
  return kind === 'arrival' || kind === 'view' ? REPLIES.watching : REPLIES.none
}

function replyOf(event: ShopEvent): LiveRow['reply'] | undefined {
  switch (event.name) {
    case 'impression':
      return REPLIES.watching
    case 'click':
    case 'select_item':
      return REPLIES.clicked
    case 'add_to_cart':
      return REPLIES.added
    case 'purchase':
      return REPLIES.bought
    case 'dismiss':
      return REPLIES.dismissed
    default:
      return undefined
  }
}

function deviceOf(event: ShopEvent): LiveRow['device'] {
  if (event.channel === 'shop') return 'shop'
  if (event.context?.device !== undefined) return event.context.device
  return event.channel === 'server' || event.channel === 'import' ? 'server' : 'desktop'
}

function ended(say: Say): Say {
  return { fr: `${say.fr}.`, en: `${say.en}.` }
}
