import { json } from 'node:stream/consumers'
import { judgeFacts, Refused } from '../ingest/index.ts'
import { type FeedOutcome, type FeedServices, fetched, type JudgedRow, judged } from './feeds.ts'
import { shopRecord } from './own-records.ts'
import { Problem } from './problem.ts'

/** A JSON file is read whole, up to this. */
export const JSON_BYTES = 32 * 2 ** 20
const MOST = 300

/** What the shop promises by country: what was sent, or what lies at an address. */
export async function takeFacts(
  sent: { url: string } | { told: unknown },
  services: FeedServices,
): Promise<FeedOutcome> {
  const all = await judgedFacts(sent, services)
  const kept = all.flatMap(one => (one.kept ? [one.kept] : []))
  const records = kept.map(facts => shopRecord('shop_facts', facts, services.env))
  if (records.length > 0) await services.shop.take(records)
  const refused: JudgedRow[] = all.flatMap(one => (one.refused ? [one.refused] : []))
  return judged(kept.length, all.filter(one => one.repairs.length > 0).length, refused)
}

/** Each country's promises, judged alone; none is kept. */
export async function judgedFacts(
  sent: { url: string } | { told: unknown },
  services: FeedServices,
) {
  const told = 'url' in sent ? await jsonAt(sent.url, services) : sent.told
  const list = Array.isArray(told) ? told.slice(0, MOST) : [told]
  return list.map(one => judgeFacts(one, services.shop))
}

async function jsonAt(url: string, services: FeedServices): Promise<unknown> {
  const got = await fetched(url, services, { maxBytes: JSON_BYTES })
  if (got === 'unchanged') return []
  try {
    return await json(got.body)
  } catch (error) {
    // A parser's message would quote what lies there.
    const detail = `The address gives no JSON (${error instanceof Refused ? error.reason : 'it cannot be parsed'}).`
    throw new Problem(502, 'unreadable', detail, { field: '/url', params: { why: 'not_json' } })
  }
}
