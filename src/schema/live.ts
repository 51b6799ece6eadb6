import type { Channel } from './event.ts'

/**
 * What the console's live rooms are sent: sentences in both languages, made by the
 * server, so that a figure and the words around it can never disagree.
 */
export interface Say {
  /** Words between asterisks, `*143 personnes*`, are drawn in the accent. */
  fr: string
  en: string
}

/**
 * One row of the live stream: who, what they did, what we decided, how they answered.
 * A row sent again with the same id replaces the earlier one, in its place.
 */
export interface LiveRow {
  id: string
  time: number
  device: 'mobile' | 'tablet' | 'desktop' | 'shop' | 'server'
  kind: 'arrival' | 'view' | 'cart' | 'purchase' | 'help' | 'other'
  /** Absent when nothing is kept of this person. */
  visitor?: { key: string; nickname: Say }
  /** What they do. It follows the nickname; without a visitor it is a whole sentence. */
  say: Say
  /** What we decided for them. */
  did?: Say
  /** `holdout`: this person is in the control group. */
  reply: { kind: 'watching' | 'waiting' | 'yes' | 'no' | 'holdout'; say: Say }
}

/** Ten seconds of traffic. */
export interface PulseBeat {
  time: number
  events: number
  decisions: number
  purchases: number
}

/** What an experience has learnt, in a sentence, with the doubt it deserves. */
export interface Learnt {
  id: string
  time: number
  /** Against the default of its placement, by this plain comparison; what is proven, the ledger says. */
  verdict: 'better' | 'worse' | 'open' | 'too_early'
  say: Say
  /** Change of the click rate against the default of the placement, in percent. */
  effect?: { low: number; middle: number; high: number; n: number }
}

export interface LiveState {
  now: number
  shop: string
  /** The answer at the top of the page. */
  answer: Say
  /** Visitors seen in the last 5 minutes, robots apart. */
  visitors: number
  /** Events of robots in the last 5 minutes. */
  robots: number
  /** 90 beats of 10 s, oldest first. */
  pulse: PulseBeat[]
  /** Median and 99th centile of the decision time over the last minute, ms. */
  answerMs: { p50: number; p99: number }
  rows: LiveRow[]
  learnt: Learnt[]
  /** Decisions of the last minute by placement, and those clicked. */
  byPlacement: { placement: string; say: Say; decisions: number; clicked: number }[]
  degradedSince?: number
}

export type EventStatus = 'accepted' | 'repaired' | 'refused' | 'repeated' | 'robot'

/** One row of the events debugger. */
export interface EventRow {
  id: string
  time: number
  name: string
  say: Say
  channel: Channel
  /** Where it came from, `mobile web`. */
  from?: Say
  status: EventStatus
  nickname?: Say
  /** The event as it came and as it is kept, both in the sender's words, personal fields blanked; pretty JSON. */
  arrived?: string
  kept?: string
  /** Why it was refused, or what was repaired, with the way to fix it at the source. */
  why?: Say[]
  fix?: Say
}

export interface EventsState {
  now: number
  shop: string
  /** Over the last hour. */
  counts: Record<EventStatus, number>
  answer: Say
  reasons: {
    status: 'repaired' | 'refused'
    code: string
    say: Say
    field: string
    count: number
  }[]
  rows: EventRow[]
}

/** Server-sent events of `GET /v1/live`: the `event:` line and its `data:` as JSON. */
export interface LiveMessages {
  state: LiveState
  row: LiveRow
  /** An earlier row got its answer. */
  reply: { id: string; reply: LiveRow['reply'] }
  /** What changes with every breath, without the rows. Its pulse fields replace the newest beat. */
  beat: PulseBeat & Omit<LiveState, 'shop' | 'pulse' | 'rows'>
  /** `GET /v1/live?room=events` sends these three instead. */
  events: EventsState
  event: EventRow
  tally: Omit<EventsState, 'rows'>
}
