import { ByteReader, ByteWriter } from '../core/bytes.ts'
import { DAY } from '../core/clock.ts'
import { begun, fed, type Loading } from '../core/fed.ts'
import { localDay } from '../core/local-day.ts'
import type { CurrencyRate } from '../schema/currency-rate.ts'
import type {
  DecisionAnswer,
  DecisionMade,
  DecisionRequest,
  PlacementKind,
  Slice,
} from '../schema/decision.ts'
import type { ShopEvent } from '../schema/event.ts'
import type { ExperienceSetting } from '../schema/experience.ts'
import type { NextItem } from '../schema/next-item.ts'
import type { AskingKind } from '../schema/nudge.ts'
import type { NudgeTerms } from '../schema/nudge-terms.ts'
import type { OfferReserved } from '../schema/offer.ts'
import type { LogRecord, RecordOf, Settings } from '../schema/record.ts'
import type { Report, ReportQuery } from '../schema/report.ts'
import { Audit } from './audit.ts'
import { Catalogue } from './catalogue/catalogue.ts'
import { decide } from './decide/decide.ts'
import { Forwards } from './forwards.ts'
import type { Act } from './genome/act.ts'
import { actsOf, isHistory } from './genome/acts-of.ts'
import { Genome } from './genome/genome.ts'
import { Population } from './genome/population.ts'
import { Visitors } from './genome/visitors.ts'
import { Learner } from './learn/learner.ts'
import { Outward } from './outward.ts'
import { Arbiter } from './policy/arbiter/arbiter.ts'
import { HeldTerms } from './policy/arbiter/held-terms.ts'
import { Experiences } from './policy/experiences.ts'
import { type Judgement, judge } from './policy/judgement.ts'
import { Minds } from './policy/minds.ts'
import { OFFER } from './policy/offers/experience.ts'
import { Offers } from './policy/offers/offers.ts'
import { HeldRules } from './policy/rules/held-rules.ts'
import { PrivacyRequests } from './privacy-requests.ts'
import { CampaignCosts } from './prove/campaign-costs.ts'
import { Counts } from './prove/counts.ts'
import { History } from './prove/history.ts'
import { inCurrency } from './prove/in-currency.ts'
import { Ledgers } from './prove/ledger/ledgers.ts'
import { MissedDemand } from './prove/missed-demand.ts'
import { isSomebodys, type Order, Orders } from './prove/orders.ts'
import type { PaidLines } from './prove/paid-lines.ts'
import { Rates } from './prove/rates.ts'
import { summary } from './prove/report.ts'
import { Segments } from './prove/segments/segments.ts'
import { type Newcomers, Split, sliceOf } from './prove/split.ts'
import { Quarantine } from './quarantine.ts'
import { around, type Beside } from './recommend/around.ts'
import { arrange } from './recommend/arrange.ts'
import { likenessTo, orderForPerson, type Scored } from './recommend/for-person.ts'
import { LiveRanking } from './recommend/live/live-ranking.ts'
import { type Moment, makeMoment } from './recommend/moment.ts'
import { OVERALL } from './recommend/popularity.ts'
import { reasonOf, sentence } from './recommend/reasons.ts'
import { Recommender } from './recommend/recommender.ts'
import { characteristics } from './situation/characteristics.ts'
import { Wishes } from './wishes/wishes.ts'

/** Snapshots name this; another version is rebuilt from the log. Raise it when a saved form changes. */
export const ENGINE_VERSION = 47
/** Late events, imports and old cookies of somebody who was forgotten are known for this long. */
const TOMBSTONE_MS = 395 * DAY
const MAGIC = 0x4e525456 // "VTRN"
/** Sections between the head and the ledgers. */
const PARTS = 22

interface Loaded {
  recommender?: Recommender
  minds?: Minds
  ledgers?: Ledgers
}

/**
 * The whole loop on one page.
 *
 * `apply` is the only method that changes anything; `decide` and `report` only read.
 * Nothing here waits, reads a clock or rolls a die of its own, so the same log always
 * rebuilds the same engine. What is shared depends on records alone; what is one
 * visitor's lives in a genome, which may leave memory and come back.
 */
export class Engine {
  #catalogue = new Catalogue() // what the shop sells
  #population = new Population() // what its traffic is like
  #recommender: Recommender // which items go together, and now
  #minds: Minds // what we believe each choice is worth, and when
  #ledgers: Ledgers // what came of it, against the default
  #learner = new Learner() // what we chose, and what came of it
  #split = new Split() // what each part of the permanent split earned
  #orders = new Orders()
  #history = new History() // what was sold before, or elsewhere
  #campaigns = new CampaignCosts()
  #rates = new Rates()
  #counts = new Counts()
  #rules = new HeldRules() // what the merchandiser said
  #quarantine = new Quarantine() // what could not be taken in
  #audit = new Audit() // who changed what
  #experiences = new Experiences() // what a placement can become
  #offers = new Offers() // what was promised to whom, and what it may cost
  #missed = new MissedDemand() // what was asked for and could not be had
  #nudging = new HeldTerms() // how much visitors are nudged at most
  #privacyRequests = new PrivacyRequests() // who asked to know, or to be forgotten
  #wishes = new Wishes() // who is to be told that something is back
  #outward = new Outward() // what other systems of the shop may be told
  #segments = new Segments() // the groups that teams look after
  #forwards = new Forwards() // visitors merged into another
  #erased = new Map<string, Erased>() // who was forgotten, by tombstone, oldest first
  #opened: { salt: string; settings: Settings } = { salt: '', settings: UNOPENED }
  #position = 0
  #time = 0
  visitors = new Visitors(this.#catalogue, this.#population) // who they are, trait by trait

  /** @param loaded instead of what knows nothing: these take the longest to make */
  constructor(loaded: Loaded = {}) {
    this.#recommender = loaded.recommender ?? new Recommender()
    this.#minds = loaded.minds ?? new Minds()
    this.#ledgers = loaded.ledgers ?? Ledgers.for(this.#minds)
  }

  get catalogue(): Catalogue {
    return this.#catalogue
  }

  get experiences(): Experiences {
    return this.#experiences
  }

  get population(): Population {
    return this.#population
  }

  get settings(): Readonly<Settings> {
    return this.#opened.settings
  }

  /** Place of the last record applied. */
  get position(): number {
    return this.#position
  }

  /** Time of the newest record applied, ms. */
  get time(): number {
    return this.#time
  }

  /** The one visitor that a key stands for today. */
  canonical(visitor: string): string {
    return this.#forwards.canonical(visitor)
  }

  /** Is it the browser of somebody with an account, or somebody an order of before tells of? */
  isKnown(visitor: string): boolean {
    return this.keysOf(visitor).length > 1 || this.#history.isBuyer(visitor)
  }

  /** May others be told of them as things are: in a list of a segment, or of what waits to be told? */
  isTold(visitor: string): boolean {
    const isWaiting = (key: string) => this.#outward.names(key)
    return this.#segments.has(this.canonical(visitor)) || this.keysOf(visitor).some(isWaiting)
  }

  /** Every key the same visitor was known by, the one that stands for all of them last. */
  keysOf(visitor: string): string[] {
    return this.#forwards.keysOf(visitor)
  }

  /** What the merchandiser said of rules, and since when those are proven that are. */
  get rules(): HeldRules {
    return this.#rules
  }

  /** What is believed of every choice, and the characteristics of this shop's moments. */
  get minds(): Minds {
    return this.#minds
  }

  /** What is proven of every choice. */
  get ledgers(): Ledgers {
    return this.#ledgers
  }

  /** What is believed of every experience of a placement at such a moment, and what speaks for it. */
  judge(kind: PlacementKind, values: Readonly<Record<string, string>>): Judgement[] {
    return judge(this.#minds, kind, values)
  }

  get offers(): Offers {
    return this.#offers
  }

  /** What people looked for and could not have. */
  get missed(): MissedDemand {
    return this.#missed
  }

  /** How much visitors are nudged at most. */
  get nudgeTerms(): NudgeTerms {
    return this.#nudging.terms
  }

  /** Who asked to know what is kept, or to be forgotten. */
  get privacyRequests(): PrivacyRequests {
    return this.#privacyRequests
  }

  /** Who changed what, the newest of it. */
  get audit(): Audit {
    return this.#audit
  }

  /** What other currencies are worth in ours. */
  get rates(): Rates {
    return this.#rates
  }

  get wishes(): Wishes {
    return this.#wishes
  }

  /** The groups that teams look after: who is in them, and what became of them. */
  get outward(): Outward {
    return this.#outward
  }

  get segments(): Segments {
    return this.#segments
  }

  get quarantine(): Quarantine {
    return this.#quarantine
  }

  /** Where and when somebody was forgotten, by tombstone, oldest first. */
  get erased(): ReadonlyMap<string, Erased> {
    return this.#erased
  }

  /** What is known of which item follows which, and how it is ranked. */
  get ranking(): LiveRanking {
    return this.#recommender.ranking
  }

  /** Which part of the permanent split a visitor belongs to: the one they were first counted in. */
  sliceOf(visitor: string): Slice {
    return this.#split.sliceOf(visitor) ?? this.#dealt(visitor, this.#opened.settings)
  }

  /** Whether the split deals them alike, by the shares of today and by all there ever were. */
  isDealtAs(visitor: string, other: string): boolean {
    for (const shares of [this.#opened.settings, ...this.#split.shares.all()]) {
      if (this.#dealt(visitor, shares) !== this.#dealt(other, shares)) return false
    }
    return true
  }

  /** By their name alone. */
  #dealt(visitor: string, { holdout, uniform }: { holdout: number; uniform: number }): Slice {
    return sliceOf(visitor, this.#opened.salt, holdout, uniform)
  }

  /** What the items of this order cost; undefined for one that is not known, or only by a file. */
  paidLinesOf(order: string): PaidLines | undefined {
    return this.#orders.linesOf(order)
  }

  /** Does this order or refund of a file tell what neither a file nor the shop's pages told? */
  isNews(event: ShopEvent): boolean {
    if (event.transaction === undefined || !this.#history.isNews(event)) return false
    return event.name !== 'purchase' || this.#orders.wants(event)
  }

  /** Take a record in. Records already held are passed over, so a tail may overlap a snapshot. */
  apply(record: LogRecord): void {
    if (record.position <= this.#position || this.#quarantine.has(record.position)) return
    this.#position = record.position
    this.#time = Math.max(this.#time, record.receivedAt)
    if (this.#erased.size > 0) this.#dropTombstones()
    this.#learner.pass(this.#time, this.#minds)
    this.#ledgers.pass(this.#time, this.#minds, this.#opened.settings)
    this.#offers.pass(this.#time)
    this.#audit.note(record)
    if (record.type === 'event' && isHistory(record.body)) this.#applyHistory(record)
    else if (record.type === 'event') this.#applyEvent(record)
    else if (record.type === 'decision') this.#applyDecision(record)
    else if (record.type === 'visitors_merged') this.#merge(record)
    else if (record.type === 'visitor_erased') this.#erase(record)
    else if (record.type === 'trait_corrected') this.#correct(record)
    else if (record.type === 'consent_withdrawn') this.#withdraw(record.body.visitor)
    else if (record.type === 'event_refused') this.#counts.refused(record.body)
    else if (record.type === 'shop_opened') this.#opened = structuredClone(record.body)
    else if (record.type === 'settings_changed') Object.assign(this.#opened.settings, record.body)
    else if (record.type === 'record_quarantined' || record.type === 'record_released') {
      this.#quarantine.note(record)
    } else if (record.type === 'campaign_costs') {
      for (const cost of record.body.costs) this.#campaigns.set(cost)
    } else if (record.type === 'currency_rates') {
      this.#learnRates(record.body.rates)
    } else if (isOfRules(record)) {
      this.#rules.apply(record)
    } else if (record.type === 'experience_changed') {
      this.#changeExperience(record.body.experience)
    } else if (isOfOffers(record)) {
      this.#applyOffer(record)
    } else if (record.type === 'privacy_asked') {
      this.#privacyRequests.note(record.body)
    } else if (record.type === 'segment_changed') {
      this.#segments.change(record.body)
    } else if (record.type === 'segment_noted') {
      this.#segments.note(record.body)
    } else if (record.type === 'wish_made') {
      this.#missed.wish(record.body)
      this.#wishes.apply(record)
    } else if (record.type === 'wish_stepped') {
      this.#stepWish(record)
    } else if (record.type === 'nudge_terms') {
      this.#nudging.change(record.body.terms)
    } else if (record.type === 'nudge_shown') {
      const { kind, visitor, time } = record.body
      this.#noteNudge(kind, this.canonical(visitor), record.position, time)
    } else if (record.type === 'model_adopted') {
      this.#recommender.ranking.adopt(record.body, record.position)
    } else {
      applyToCatalogue(this.#catalogue, record)
      this.#recommender.content.follow(this.#catalogue.takeChanged(), this.#catalogue)
    }
    for (const told of this.#orders.foreign.take()) this.#settle(told)
  }

  /** Choose for every placement of a page. `made` and `reserved` are to be appended and applied; absent when nothing may be kept. */
  decide(request: DecisionRequest): Decided {
    const moment = this.#momentOf(request)
    const { visitor, shopper } = moment
    const standing = {
      slice: this.#sliceFor({ ...request, visitor }),
      visit: shopper.visit,
      characteristics: characteristics({
        time: request.time,
        page: request.page,
        context: request.context,
        shopper,
        catalogue: this.#catalogue,
        timeZone: this.#opened.settings.timeZone,
      }),
    }
    if (!request.staff && (standing.slice === 'engine' || standing.slice === 'uniform')) {
      moment.promotion = this.#offers.promotionFor(moment, this.#opened.settings)
    }
    const decided = decide({ ...request, visitor }, moment, standing, {
      catalogue: this.#catalogue,
      minds: this.#minds,
      rules: this.#rules,
      experiences: this.#experiences,
      arbiter: this.#arbiterFor(visitor, request.time),
      ...this.#opened,
    })
    return { ...decided, reserved: reservedIn(decided.answer, moment) }
  }

  /** The shop's people see what the engine does, whatever their browser was drawn as. */
  #sliceFor({ visitor, robot, staff, preview }: DecisionRequest): Slice | undefined {
    if (visitor === undefined || robot || preview) return undefined
    return staff ? 'engine' : this.sliceOf(visitor)
  }

  /** May a dialog stand over somebody's page now? Whoever it is shown to is told of by a `nudge_shown`. */
  mayStand(kind: AskingKind, visitor: string | undefined, time: number): boolean {
    const key = visitor === undefined ? undefined : this.canonical(visitor)
    if (key !== undefined && this.sliceOf(key) === 'holdout') return false
    return this.#arbiterFor(key, time).allows(kind)
  }

  /** What a search found, in the order of the visitor who asks. */
  orderFor(request: DecisionRequest, found: readonly Scored[]): string[] {
    return orderForPerson(this.#momentOf(request), found)
  }

  /** A list of the shop's own in the visitor's order; undefined for who looked at nothing yet. */
  arrange(request: DecisionRequest, items: readonly string[]): string[] | undefined {
    const moment = this.#momentOf(request)
    const { session, past } = moment.shopper
    return session.length + past.length > 0 ? arrange(moment, items) : undefined
  }

  /** How like an item others are, by their ids, whoever asks. */
  likenessTo(request: DecisionRequest, item: string): Record<string, number> {
    return likenessTo(this.#momentOf(request), item)
  }

  /** Items looked at most these days, at most 96, best first. */
  lookedAtNow(): readonly number[] {
    return this.#recommender.trending.leaders(OVERALL)
  }

  /** Orders of the last thirty days that an item was in. */
  soldLately(item: number): number {
    return this.#recommender.soldLately.ordersOf(item, this.#time)
  }

  /** What stands in for an item, and what goes with it, for somebody nobody knows. */
  around(
    item: string,
    time: number,
    language: 'fr' | 'en',
    most: number,
  ): { instead: Beside[]; alongside: Beside[] } {
    const page = { type: 'product' as const, item }
    const asked = {
      id: '',
      time,
      page,
      context: {},
      placements: [],
      language,
      consent: 'page' as const,
    }
    return around(this.#momentOf(asked), most, language)
  }

  /** What may come next for a visitor, best first, with what speaks for each: for whoever asks why. */
  next(visitor: string, time: number, language: 'fr' | 'en', most: number): NextItem[] {
    const key = this.canonical(visitor)
    const { session, past } = this.#genomeOf(key).shopper(time)
    const ranked = this.ranking.rank({ visitor: key, session, past, time })
    const { items, codes, abouts, chances } = ranked
    return Array.from({ length: Math.min(most, ranked.count) }, (_, i) => ({
      item: this.#catalogue.idOf(items[i]),
      title: this.#catalogue.titleOf(items[i], language),
      chance: Number(chances[i].toPrecision(4)),
      reason: sentence(reasonOf(codes[i], abouts[i]), language, this.#catalogue),
      parts: this.ranking.partsOf(i),
    }))
  }

  report(query: ReportQuery): Report {
    void query
    return summary({
      position: this.#position,
      time: this.#time,
      currency: this.#opened.settings.currency,
      counts: this.#counts,
      catalogue: this.#catalogue,
      split: this.#split,
      orders: this.#orders,
      history: this.#history,
      campaigns: this.#campaigns,
      rates: this.#rates,
      experiences: this.#experiences,
      learner: this.#learner,
      ranking: this.#recommender.ranking.sums(),
    })
  }

  /** Everything shared, section by section; genomes are saved one by one beside it. */
  *sections(): Generator<Uint8Array> {
    const writer = new ByteWriter(1 << 12)
    writer.u32(MAGIC)
    writer.count(ENGINE_VERSION)
    writer.count(this.#position)
    writer.f64(this.#time)
    writer.text(JSON.stringify(this.#opened))
    this.#forwards.save(writer)
    writer.count(this.#erased.size)
    for (const [tombstone, { position, time }] of this.#erased) {
      writer.text(tombstone)
      writer.count(position)
      writer.count(time)
    }
    yield writer.take()
    for (const part of this.#parts()) {
      part.save(writer)
      yield writer.take()
    }
    yield* this.ranking.sections()
  }

  /** All of it at once. */
  snapshot(): Uint8Array {
    const sections = [...this.sections()]
    const writer = new ByteWriter(sections.reduce((sum, { length }) => sum + length + 8, 0))
    for (const section of sections) writer.bytes(section)
    return writer.done()
  }

  static restore(snapshot: Uint8Array): Engine {
    const reader = new ByteReader(snapshot)
    const sections: Uint8Array[] = []
    while (reader.left > 0) sections.push(reader.bytes())
    return Engine.fromSections(sections)
  }

  /** @throws RangeError when these are not of this engine version: rebuild from the log. */
  static fromSections(sections: Iterable<Uint8Array>): Engine {
    return fed(begun(Engine.loading()), sections)
  }

  /** The same, one section after the other: together they may be wider than memory. */
  static *loading(): Loading<Engine> {
    const reader = new ByteReader(yield)
    if (reader.u32() !== MAGIC) throw new RangeError('these bytes are not a snapshot of Vitrine')
    const version = reader.count()
    if (version !== ENGINE_VERSION) {
      throw new RangeError(
        `the snapshot is of engine version ${version}, this is ${ENGINE_VERSION}`,
      )
    }
    const parts: ByteReader[] = []
    while (parts.length < PARTS + Ledgers.PARTS) parts.push(new ByteReader(yield))
    const recommender = Recommender.load(parts[2], yield* LiveRanking.loading())
    const minds = Minds.load(parts[3])
    const ledgers = Ledgers.load(parts.slice(PARTS))
    const engine = new Engine({ recommender, minds, ledgers })
    engine.#position = reader.count()
    engine.#time = reader.f64()
    engine.#opened = JSON.parse(reader.text())
    engine.#forwards = Forwards.load(reader)
    for (let left = reader.count(); left > 0; left--)
      engine.#erased.set(reader.text(), { position: reader.count(), time: reader.count() })
    engine.#catalogue = Catalogue.load(parts[0])
    engine.#population = Population.load(parts[1])
    engine.#learner = Learner.load(parts[4])
    engine.#split = Split.load(parts[5])
    engine.#orders = Orders.load(parts[6])
    engine.#counts = Counts.load(parts[7])
    engine.#history = History.load(parts[8])
    engine.#campaigns = CampaignCosts.load(parts[9])
    engine.#rates = Rates.load(parts[10])
    engine.#quarantine = Quarantine.load(parts[11])
    engine.#rules = HeldRules.load(parts[12])
    engine.#experiences = Experiences.load(parts[13])
    engine.#offers = Offers.load(parts[14])
    engine.#missed = MissedDemand.load(parts[15])
    engine.#nudging = HeldTerms.load(parts[16])
    engine.#privacyRequests = PrivacyRequests.load(parts[17])
    engine.#audit = Audit.load(parts[18])
    engine.#wishes = Wishes.load(parts[19])
    engine.#segments = Segments.load(parts[20])
    engine.#outward = Outward.load(parts[21])
    engine.#recommender.content.follow(engine.#catalogue.takeChanged(), engine.#catalogue)
    engine.visitors = new Visitors(engine.#catalogue, engine.#population)
    return engine
  }

  #parts() {
    return [
      this.#catalogue,
      this.#population,
      this.#recommender,
      this.#minds,
      this.#learner,
      this.#split,
      this.#orders,
      this.#counts,
      this.#history,
      this.#campaigns,
      this.#rates,
      this.#quarantine,
      this.#rules,
      this.#experiences,
      this.#offers,
      this.#missed,
      this.#nudging,
      this.#privacyRequests,
      this.#audit,
      this.#wishes,
      this.#segments,
      this.#outward,
      ...this.#ledgers.parts(),
    ]
  }

  /** What the split asks about somebody it meets. */
  readonly #newcomers: Newcomers = {
    sliceOf: visitor => this.#dealt(visitor, this.#opened.settings),
    isCustomer: visitor => this.#history.isBuyer(visitor),
    shares: () => this.#opened.settings,
  }

  #applyEvent(record: RecordOf<'event'>): void {
    const event = this.#named(record.body)
    for (const line of event.items ?? []) this.#catalogue.intern(line.id)
    this.#counts.event(event, this.#catalogue)
    if (event.page?.item !== undefined) this.#catalogue.intern(event.page.item)
    const acts = actsOf(event, record.position, this.#catalogue)
    this.#remember(event, record.position, acts)
    if (event.robot || event.staff) {
      // Their first pages may have been taken for a visitor's.
      if (event.visitor !== undefined) this.#leaveOut(event.visitor)
      return
    }
    if (event.name === 'dismiss' && event.decision && event.visitor !== undefined) {
      this.#offers.decline(event.decision, event.visitor)
    }
    const isRetold = this.#isRetold(event)
    this.#population.observe(event, this.#catalogue, isRetold ? [] : acts)
    this.#noteMissed(event, record.receivedAt)
    if (!isRetold) this.#segments.observe(event, record.receivedAt)
    if (!isRetold) this.#recommender.observe(event, record.receivedAt, this.#catalogue)
    const clicked = this.#learner.answered(event, this.#opened.settings)
    if (clicked >= 0) this.#ledgers.clicked(clicked)
    if (event.visitor !== undefined) {
      // Whoever came before the experiment is no part of it, whatever a file tells of them.
      if (event.channel === 'import') this.#split.notePast(event.visitor)
      else this.#split.observe(event, event.visitor, this.#newcomers)
    }
    if (event.transaction === undefined) return
    if (this.#history.hasOrder(event.transaction.id)) this.#settleHistory(event)
    else this.#settle(event)
  }

  /**
   * Pages of thanks are opened again, and the shop's server tells of the same order: what was
   * bought was bought once. Each genome sees to that for itself, for those who are one later.
   */
  #isRetold({ name, transaction, visitor }: ShopEvent): boolean {
    if (name !== 'purchase' || transaction === undefined) return false
    const owner = this.#orders.ownerOf(transaction.id)
    if (owner === undefined || visitor === undefined) return owner !== undefined
    return this.canonical(owner) === visitor
  }

  /**
   * What was bought, and when, is learnt from history as from anybody. Nobody was here, though:
   * it is no visit, no answer to a decision, and no part of the split.
   */
  #applyHistory({ body, position }: RecordOf<'event'>): void {
    const event = this.#named(body)
    if (!this.isNews(event)) return
    for (const line of event.items ?? []) this.#catalogue.intern(line.id)
    this.#counts.event(event, this.#catalogue)
    this.#history.note(event)
    if (this.#orders.has(event.transaction!.id)) this.#settleKnown(event)
    else this.#takeHistory(event, position)
  }

  #takeHistory(event: ShopEvent, position: number): void {
    this.#history.add(event, this.#opened.settings.timeZone)
    const acts = actsOf(event, position, this.#catalogue)
    this.#remember(event, position, acts)
    this.#population.observe(event, this.#catalogue, acts)
    this.#recommender.observe(event, event.time, this.#catalogue)
  }

  #applyDecision(record: RecordOf<'decision'>): void {
    const made = record.body.visitor === undefined ? record.body : this.#named(record.body)
    this.#counts.decision(made)
    if (made.visitor === undefined) return
    const genome = this.visitors.load(made.visitor, undefined)
    const day = this.#dayOf(made.time)
    if (genome.observeDecision(record.id, made, record.position, day)) {
      this.visitors.touch(made.visitor)
    }
    if (made.staff) this.#leaveOut(made.visitor)
    if (made.robot || made.staff) return
    this.#split.meet(made.visitor, this.#newcomers)
    this.#crossed(record, made.visitor, made)
    const changed = this.#minds.see(made.characteristics, made.time)
    if (changed.length > 0) {
      this.#learner.strip(changed)
      this.#ledgers.strip(changed)
    }
    const { settings } = this.#opened
    for (const open of this.#learner.decided(record.id, made, this.#minds, settings)) {
      this.#ledgers.await(open, this.#minds, settings)
    }
  }

  #crossed({ id, position, receivedAt: time }: LogRecord, visitor: string, made: DecisionMade) {
    for (const crossing of this.#segments.decided(id, visitor, made, time)) {
      this.#outward.note({ position, time, visitor, ...crossing })
    }
  }

  #stepWish(record: RecordOf<'wish_stepped'>): void {
    const wish = this.#wishes.get(record.body.wish)
    const wasTold = wish?.state === 'told'
    this.#wishes.apply(record)
    if (wish?.state !== 'told' || wasTold) return
    this.#outward.noteBack(wish, record.position, record.receivedAt)
  }

  /** What they were is known still, and told to nobody. */
  #withdraw(visitor: string): void {
    this.#segments.forget(this.canonical(visitor))
    for (const key of this.keysOf(visitor)) this.#outward.forget(key)
  }

  /** A visitor speaks of themselves: nobody else learns from it. */
  #correct(record: RecordOf<'trait_corrected'>): void {
    const said = this.#named(record.body)
    const genome = this.visitors.load(said.visitor, undefined)
    if (genome.observeCorrection(said, record.position)) this.visitors.touch(said.visitor)
  }

  /** Whoever it was, under the name that stands for them today. */
  #noteNudge(kind: AskingKind, visitor: string, position: number, time: number): void {
    const genome = this.visitors.load(visitor, undefined)
    if (genome.observeNudge(kind, position, this.#dayOf(time))) this.visitors.touch(visitor)
  }

  /** Robots and the shop's people are no visitors: not in the split, nor in what is still to be learned. */
  #leaveOut(visitor: string): void {
    this.#split.leaveOut(visitor)
    this.#learner.leaveOut(visitor)
    this.#ledgers.leaveOut(visitor)
    this.#segments.forget(visitor)
  }

  #learnRates(rates: readonly CurrencyRate[]): void {
    for (const rate of rates) this.#rates.set(rate)
    const isKnown = (currency: string, month: string) => {
      return this.#rates.of(currency, month) !== undefined
    }
    this.#orders.foreign.release(isKnown, this.#opened.settings.timeZone)
  }

  /** An order counts once, whoever reports it; a refund takes off what it brought. */
  #settle(told: ShopEvent): void {
    const isOrder = told.name === 'purchase'
    if (!isOrder && told.name !== 'refund') return
    const { currency, timeZone } = this.#opened.settings
    const event = inCurrency(told, currency, this.#rates, timeZone)
    if (event === undefined) {
      this.#orders.foreign.add(told)
      return
    }
    const country = event.context?.country ?? this.#catalogue.marketFor()?.country ?? ''
    const vat = this.#catalogue.factsOf(country)?.vat ?? 0
    const change = isOrder
      ? this.#orders.place(event, this.#catalogue, vat)
      : this.#orders.refund(event)
    if (change.on !== undefined && !change.isClaim) {
      this.#orders.keepLines(told)
      this.#countSold(event)
    }
    for (const what of ['off', 'on', 'back'] as const) {
      const order = change[what]
      if (order === undefined || !isSomebodys(order)) continue
      const visitor = this.canonical(order.visitor)
      this.#split.earn(order, visitor, this.#newcomers, what)
      this.#teachOrder(order, visitor, event.time, what)
    }
  }

  /** Orders of browsers teach only while no server has told one: anybody can make them up. */
  #teachOrder(order: Order, visitor: string, time: number, what: 'on' | 'off' | 'back'): void {
    if (!order.verified && this.#orders.verified > 0) return
    if (what !== 'on') {
      this.#learner.returned(visitor, order.margin)
      return
    }
    this.#learner.ordered(visitor, time, order.margin, this.#opened.settings)
    this.#ledgers.ordered(visitor, time, this.#opened.settings)
  }

  /**
   * Shoppers are told this number, and anybody can make up an order with a public key: from
   * the first order that a server tells, only such are counted.
   */
  #countSold(event: ShopEvent): void {
    const { items, time, verified } = event
    const { soldLately } = this.#recommender
    if (verified && this.#orders.verified === 1) soldLately.clear()
    if (!verified && this.#orders.verified > 0) return
    this.#missed.ordered(event, this.#catalogue)
    const sold = (items ?? []).map(line => this.#catalogue.find(line.id))
    soldLately.add(
      sold.filter(item => item >= 0),
      time,
    )
  }

  #changeExperience(experience: ExperienceSetting): void {
    this.#experiences.change(experience)
    const known = this.#experiences.find(experience.id)
    if (known !== undefined) this.#minds.of(known.placement).admit(known.id)
  }

  #applyOffer(record: OfferRecord): void {
    const { type, body } = record
    if (type === 'offer_settled') this.#offers.settle(body)
    else if (type === 'offer_released') this.#offers.release(body, this.#time)
    else if (type === 'offer_reserved') {
      const reserved = this.#named(body)
      this.#offers.reserve(reserved, this.#opened.settings)
      this.#noteNudge('offer', reserved.visitor, record.position, reserved.time)
    } else {
      this.#offers.change(body.terms)
      if (this.#experiences.find(OFFER.id) === undefined) this.#changeExperience(OFFER)
    }
  }

  /** A file told this order: it stays there, and what is given back is taken off there. */
  #settleHistory(event: ShopEvent): void {
    if (event.name === 'purchase') this.#orders.repeated++
    else if (event.name === 'refund') {
      this.#history.refund(event, this.#opened.settings.timeZone)
    }
  }

  /**
   * A file speaks of an order that the shop's pages told: it is confirmed, or given back, where
   * it was added, and stays with the visitor who was there.
   */
  #settleKnown(event: ShopEvent): void {
    this.#settle({ ...event, visitor: undefined })
  }

  /** A look at what is sold out, once a visit: asked before the visit holds it. */
  #noteMissed({ name, visitor, page, items }: ShopEvent, time: number): void {
    const told = items?.[0]?.id ?? page?.item
    if (name !== 'view_item' || told === undefined) return
    const { visits } = this.#recommender
    const isAgain = visitor !== undefined && visits.holds(visitor, this.#catalogue.find(told), time)
    if (!isAgain) this.#missed.look(told, time, this.#catalogue)
  }

  #remember(event: ShopEvent, position: number, acts: Act[]): void {
    if (event.visitor === undefined) return
    const genome = this.visitors.load(event.visitor, undefined)
    if (genome.observe(event, position, acts)) this.visitors.touch(event.visitor)
  }

  /** Written to both partitions; the second copy finds the work done. */
  #merge({ body, position }: RecordOf<'visitors_merged'>): void {
    const from = this.canonical(body.from)
    const into = this.canonical(body.into)
    if (from === into) return
    this.#forwards.set(from, into)
    this.#recommender.merge(from, into)
    this.#learner.merge(from, into)
    this.#ledgers.merge(from, into, this.#opened.settings)
    this.#split.merge(from, into)
    this.#history.merge(from, into)
    this.#offers.merge(from, into)
    this.#segments.merge(from, into)
    this.visitors.merge(from, into, position)
  }

  /**
   * Forget a person under every key, all of it in one turn; the sums they are part of name
   * nobody and stay. What remains does not depend on what they were called, so the log
   * rewritten with a ghost in their place gives these same bytes.
   */
  #erase({ body, position, receivedAt }: RecordOf<'visitor_erased'>): void {
    const keys = new Set(this.keysOf(body.visitor))
    for (const key of keys) {
      this.#forwards.delete(key)
      this.visitors.erase(key)
      this.#recommender.forget(key)
      this.#learner.forget(key)
      this.#ledgers.forget(key)
      this.#split.forget(key)
      this.#history.forget(key)
      this.#offers.forget(key)
      this.#wishes.forget(key)
      this.#segments.forget(key)
      this.#outward.forget(key)
    }
    this.#orders.unlink(visitor => keys.has(visitor))
    this.#erased.set(body.tombstone, { position, time: receivedAt })
  }

  #dropTombstones(): void {
    for (const [tombstone, { time }] of this.#erased) {
      if (this.#time - time <= TOMBSTONE_MS) return
      this.#erased.delete(tombstone)
    }
  }

  #named<T extends { visitor?: string }>(body: T): T {
    const visitor = body.visitor === undefined ? undefined : this.canonical(body.visitor)
    return visitor === body.visitor ? body : { ...body, visitor }
  }

  #momentOf(request: DecisionRequest): Moment {
    const visitor = request.visitor === undefined ? undefined : this.canonical(request.visitor)
    const shopper = this.#genomeOf(visitor).shopper(request.time, request.page)
    const asked = { ...request, visitor }
    return makeMoment(asked, shopper, this.#catalogue, this.#recommender, this.#opened.salt)
  }

  #arbiterFor(visitor: string | undefined, time: number): Arbiter {
    const { pressure } = this.#genomeOf(visitor)
    return new Arbiter(this.#nudging.terms, pressure, { time, day: this.#dayOf(time) })
  }

  #dayOf(time: number): number {
    return Date.parse(localDay(time, this.#opened.settings.timeZone)) / DAY
  }

  /** Someone we know nothing of still gets a sensible page. */
  #genomeOf(visitor: string | undefined): Genome {
    const known = visitor === undefined ? undefined : this.visitors.get(visitor)
    return known ?? new Genome(this.#catalogue, this.#population)
  }
}

/** What a page is answered, and what is to be kept of it. */
export interface Decided {
  made?: DecisionMade
  /** A new offer is in the answer. */
  reserved?: OfferReserved
  answer: DecisionAnswer
}

/** Place and time of the record that says so. */
export interface Erased {
  position: number
  time: number
}

const UNOPENED: Settings = {
  currency: 'EUR',
  timeZone: 'UTC',
  holdout: 0,
  uniform: 0,
  clickWindowMs: 0,
  purchaseWindowMs: 0,
}

function isOfRules({ type }: LogRecord): boolean {
  return type === 'rule_changed' || type === 'approval_changed' || type === 'rules_proven'
}

type OfferRecord = RecordOf<'offer_terms' | 'offer_reserved' | 'offer_settled' | 'offer_released'>

function isOfOffers(record: LogRecord): record is OfferRecord {
  return record.type.startsWith('offer_')
}

/** The offer that is shown for the first time, named after the place where it is, as it is to be kept. */
function reservedIn({ placements }: DecisionAnswer, moment: Moment): OfferReserved | undefined {
  const { promotion, visitor, catalogue, time } = moment
  const shown = placements.filter(({ nudge }) => nudge?.voucher?.offer === '')
  if (promotion === undefined || visitor === undefined || shown.length === 0) return undefined
  const id = shown[0].decisionId
  for (const { nudge } of shown) nudge!.voucher!.offer = id
  const { percent, amount, value, price, currency, expires, code } = promotion
  const item = catalogue.idOf(promotion.item)
  return { id, visitor, item, percent, amount, value, price, currency, time, expires, code }
}

function applyToCatalogue(catalogue: Catalogue, record: LogRecord): void {
  if (record.type === 'products') catalogue.applyProducts(record.body, record.receivedAt)
  else if (record.type === 'products_removed') catalogue.applyRemoved(record.body)
  else if (record.type === 'removal_asked')
    catalogue.applyRemovalAsked(record.body, record.receivedAt)
  else if (record.type === 'feed_read') catalogue.applyFeedRead(record)
  else if (record.type === 'removal_settled') catalogue.applyRemovalSettled(record.body)
  else if (record.type === 'offers_changed') catalogue.applyOffers(record.body, record.receivedAt)
  else if (record.type === 'costs') catalogue.applyCosts(record.body)
  else if (record.type === 'content') catalogue.applyContent(record.body)
  else if (record.type === 'content_removed') catalogue.applyContentRemoved(record.body)
  else if (record.type === 'shop_facts') catalogue.applyFacts(record.body)
}
