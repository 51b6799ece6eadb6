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
/** `judgeEvents(batch, door) → {kept, refused}`: each event alone; never throws. */
export {
  type Door,
  type EventBatch,
  type Judgement,
  judgeEvents,
  type KeptEvent,
  type RefusedEvent,
} from './judge.ts'
/** Codes and sentences (French, English) of what was refused and repaired. */
export { REFUSALS, type RefusalCode, type RowRefusal } from './refusals.ts'
export { REPAIRS, type Repair, type RepairCode } from './repairs.ts'
/** `isDeclaredRobot(userAgent)`; `new RobotWatch(most).see(visitor, name, time) → boolean`. */
export { isDeclaredRobot, RobotWatch } from './robots.ts'
/** `judgeSegment(call, body, door) → {kept, refused, merges, noted}` for `POST /v1/{call}`. */
export { judgeSegment, SEGMENT_CALLS, type SegmentCall, type SegmentJudgement } from './segment.ts'
