import type { Consent, Context } from '../../schema/event.ts'
import { toJson } from './bounds.ts'
import { count, later, quietly } from './faults.ts'
import { isRemembered, takeLeave } from './newcomer.ts'
import { beacon, EVENTS, post, withdrawCookie } from './wire.ts'

/**
 * Events on their way out. Each was given its id when it happened, so sending it
 * twice counts it once, and it leaves only when the server says 202.
 *
 * Nothing is sent at consent `page`; what is held then stays in memory. Only at
 * `personal` may what is left survive the page, in this tab's own storage.
 */
interface Held {
  text: string
  bytes: number
  sending?: boolean
}

interface Fate {
  status: number
  /** A busy server keeps a part, and tells the places of the rest. */
  shed?: number[]
}

/** Browsers allow 64 KB for all requests under way that outlive a page. */
const BATCH_BYTES = 48 * 1024
const BATCH_EVENTS = 50
/** The server takes no larger event. */
const EVENT_BYTES = 32 * 1024
const HELD_BYTES = 100 * 1024
const FLUSH_MS = 2_000
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 60_000
const STORED = 'vitrine'
/** Written and removed at once: a browser tells that to the shop's other tabs, and nothing is left. */
export const WITHDRAWN = 'vitrine-withdrawn'

let held: Held[] = []
let consent: Consent = 'page'
let timer = 0
let failures = 0
let context: () => Context
let choice: { chosen: boolean }

export function openOutbox(about: typeof context, made: typeof choice): void {
  context = about
  choice = made
}

export function send(event: object): void {
  const text = toJson(event)
  hold(sizeOf(text) > EVENT_BYTES ? toJson(event, true) : text)
  schedule(FLUSH_MS)
}

export function allow(level: Consent, isEcho?: boolean): void {
  const before = consent
  consent = level
  if (level === 'personal') quietly(restore)
  if (before === 'personal') takeBack(isEcho)
  // What the page shows is asked for first.
  schedule(level === 'personal' ? FLUSH_MS : 0)
}

/** A page that is told no from its start takes back what an earlier one was allowed. */
export function takeBackOld(): void {
  quietly(() => isRemembered() && takeBack())
}

function takeBack(isEcho?: boolean): void {
  quietly(withdrawCookie)
  quietly(clearStored)
  if (!isEcho) quietly(tellTabs)
}

/** The visitor refused: what was held is forgotten. */
export function forget(): void {
  held = []
  takeLeave()
}

/** The page may be leaving: send what fits, and keep the rest where we may. */
export function leave(): void {
  flush(true)
  if (consent === 'personal') quietly(store)
}

function hold(text: string): void {
  const bytes = sizeOf(text)
  // It would be refused or never leave, and let nothing by.
  if (bytes > EVENT_BYTES) count('event too large')
  else held.push({ text, bytes })
  while (sum(held) > HELD_BYTES) {
    held.shift()
    count('outbox full')
  }
}

function schedule(delayMs: number): void {
  if (timer || !held.length || consent === 'page') return
  timer = later(delayMs, () => {
    timer = 0
    flush()
  })
}

/** One batch at a time, but at the end a second one beside it, in the room that is left. */
function flush(leaving?: boolean): void {
  const underWay = sum(held.filter(one => one.sending))
  if (consent === 'page' || (underWay && !leaving)) return
  const chosen = choice.chosen || undefined
  const head = toJson({ sentAt: Date.now(), consent, chosen, context: context() }).slice(0, -1)
  let room = BATCH_BYTES - underWay - sizeOf(head) - 80
  const batch = held
    .filter(one => !one.sending)
    .slice(0, BATCH_EVENTS)
    .filter(one => (room -= one.bytes) > 0)
  if (!batch.length) return
  const body = `${head},"events":[${batch.map(one => one.text)}]}`
  if (!leaving || 'keepalive' in Request.prototype) submit(batch, body)
  // A beacon tells nobody whether it arrived: what it took stays held, and its id makes it one.
  else if (consent === 'personal') beacon(body)
}

async function submit(batch: Held[], body: string): Promise<void> {
  for (const one of batch) one.sending = true
  const { status, shed }: Fate = await post(EVENTS, body, consent).catch(() => ({ status: 0 }))
  for (const one of batch) one.sending = false
  if (status !== 202) count(`events ${status}`)
  // No other 2xx gets this far without a body of JSON, and a refusal is final.
  if (status && status < 500 && status !== 429) {
    held = held.filter(one => !batch.includes(one) || shed?.includes(batch.indexOf(one)))
    if (!shed) {
      failures = 0
      return schedule(0)
    }
  }
  // Twice as long after each failure, half of it by chance, so that a shop's visitors do not return as one.
  clearTimeout(timer)
  timer = 0
  const full = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++)
  schedule((full * (1 + Math.random())) / 2)
}

function store(): void {
  sessionStorage.setItem(STORED, JSON.stringify(held.map(one => one.text)))
}

/** What an earlier page of this tab could not see acknowledged. */
function restore(): void {
  const stored = JSON.parse(sessionStorage.getItem(STORED) ?? '[]')
  sessionStorage.removeItem(STORED)
  stored.forEach(hold)
}

function clearStored(): void {
  sessionStorage.removeItem(STORED)
  sessionStorage.removeItem('vitrine-stay')
}

function tellTabs(): void {
  localStorage.setItem(WITHDRAWN, '1')
  localStorage.removeItem(WITHDRAWN)
}

function sizeOf(text: string): number {
  return new Blob([text]).size + 1
}

function sum(some: Held[]): number {
  return some.reduce((total, one) => total + one.bytes, 0)
}
