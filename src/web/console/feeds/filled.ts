import type { FeedChanged, FeedKind, FeedRhythm } from '../../../schema/standing-feed.ts'

// The schema gives the console its types alone: these are checked against them.
export const KINDS = [
  'products',
  'content',
  'costs',
  'campaign-costs',
  'rates',
  'facts',
] as const satisfies readonly FeedKind[]
export const RHYTHMS = [
  'quarter',
  'hour',
  'six_hours',
  'day',
] as const satisfies readonly FeedRhythm[]

/** A form as the server wants it: lines that are not shown, or empty, are not told. */
export function wantedIn(form: HTMLFormElement): FeedChanged {
  const filled = new FormData(form)
  const text = (name: string) => String(filled.get(name) ?? '').trim() || undefined
  const hour = text('hour')
  return {
    url: text('url'),
    kind: text('kind') as FeedKind,
    every: text('every') as FeedRhythm,
    country: text('country')?.toUpperCase(),
    language: text('language')?.toLowerCase(),
    currency: text('currency')?.toUpperCase(),
    hour: hour === undefined ? undefined : Number(hour),
  }
}
