/**
 * The way in: other people's formats to our records. Everything here is a pure
 * function, an async generator or (`RobotWatch`) a bounded memory of times; storing
 * is the caller's affair.
 */

/** `readCampaign(url, referrer, ownHost?) → Campaign | undefined`: UTM, click ids, engines and their words. */
export { readCampaign } from './campaign.ts'
/** `readClickLog(bytes, fileName, {after?})`: async generator of `{row, event | refused}` for replay. */
export { type ClickEvent, type ClickReading, readClickLog } from './click-log.ts'
/** `contextOf({headers, told, url, referrer, ownHost}) → Context`, for decisions. */
export { contextOf, type Headers, readAcceptLanguage, readHeaders } from './context.ts'
/** `readContent(bytes, {language})`, `readCosts(bytes, {currency})`: generators of `{line, kept | refused, repairs}`. */
/** An address is judged, then asked at the very machines that were found fit. */
export { ask } from './feeds/ask.ts'
export { readCampaignCosts } from './feeds/campaign-costs.ts'
export { readContent } from './feeds/content.ts'
export { readCosts } from './feeds/costs.ts'
export { readCurrencyRates } from './feeds/currency-rates.ts'
/** `judgeFacts(body, {currency}) → {kept: ShopFacts, repairs} | {refused}`. */
export { judgeFacts } from './feeds/facts.ts'
export { destinationOf, hostAndPort } from './feeds/feed-address.ts'
/** `fetchFeed(url, {etag, lastModified, maxBytes, timeoutMs}) → 'unchanged' | {body, etag, lastModified, contentType}`; throws `Refused`. */
export { type FetchedFeed, type FetchOptions, fetchFeed } from './feeds/fetch.ts'
export type { RowReading } from './feeds/keyed-rows.ts'
export type { Judged, ListJudgement } from './feeds/list.ts'
/** `readMerchantFeed(bytes, {market, now, contentType?, maxBytes?})`: generator of rows judged and products ready. */
export { type MerchantFeed, type ProductReading, readMerchantFeed } from './feeds/merchant.ts'
/** `judgeOffers(body, {currency}) → {kept: OfferChange[], refused, repairs}`: the price and stock delta. */
export { judgeOffers } from './feeds/offers.ts'
/** `parcelsOf(readings)`: judged rows, a hundred products at a time, with fingerprints. */
export { type Parcel, parcelsOf } from './feeds/parcels.ts'
/** `productRecords(parcels, run)`, `costRecords(readings, run)`, `contentRecords`: generators of `NewRecord`, the last a `feed_read`. */
export { type ProductRun, productRecords, type ShelvesNow } from './feeds/product-records.ts'
export {
  campaignCostRecords,
  contentRecords,
  costRecords,
  currencyRateRecords,
} from './feeds/records.ts'
/** `removalAnswered(waiting, ids, now)`: the records of a removal that was confirmed, or (no ids) refused. */
export { removalAnswered } from './feeds/removals.ts'
export type { FeedRun } from './feeds/run.ts'
/** `judgeEvents(batch, door) → {kept, refused}`: each event alone; never throws. */
export { type Judgement, judgeEvents, type KeptEvent, type RefusedEvent } from './judge.ts'
/** `isLanguage(code)`: of two letters, is it one? */
export { isLanguage } from './language.ts'
/** `isZone(name)`: is it one of the IANA list? */
export { isZone } from './local-time.ts'
/** `minorDigits(currency)`: decimals of a currency. */
export { minorDigits, readCurrency } from './money.ts'
/** `readOrders(bytes, {timeZone, currency, …}, tally)`: generator of the orders and refunds of a file; `orderRecord(part, now, keyOf)`. */
export { type Columns, readColumns } from './orders/columns.ts'
export { LEFT_OUT, type LeftOut } from './orders/line.ts'
export { type OrderRecord, orderRecord } from './orders/order-event.ts'
export { type OrderFile, readOrders } from './orders/read.ts'
export { LineTally } from './orders/tally.ts'
/** `pageOf(page) → Page`: the page of a decision request, without persons in it. */
export { pageOf } from './page.ts'
/** `sampleOf(value)`: what was sent, as JSON cut at 2 kB with personal data blanked. */
export { sampleOf } from './personal.ts'
/** Codes and sentences (French, English) of what was refused and repaired. */
export { REFUSALS, type RefusalCode, Refused, type RowRefusal } from './refusals.ts'
export { REPAIRS, type Repair, type RepairCode } from './repairs.ts'
/** `isDeclaredRobot(userAgent)`; `new RobotWatch(most).see(visitor, name, time) → boolean`. */
export { isDeclaredRobot, RobotWatch } from './robots.ts'
/** `judgeSegment(call, body, door) → {kept, refused, merges, noted}` for `POST /v1/{call}`. */
export { judgeSegment, SEGMENT_CALLS, type SegmentCall, type SegmentJudgement } from './segment.ts'
export type { Door, EventBatch } from './sender.ts'
