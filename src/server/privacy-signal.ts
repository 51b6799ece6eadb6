import type { IncomingHttpHeaders } from 'node:http'
import type { Consent } from '../schema/event.ts'

/** What a page says of its visitor's consent. */
export interface Said {
  consent?: Consent
  /** Personal service was chosen by somebody who knew of the signal. */
  chosen?: unknown
}

/**
 * Consent under Global Privacy Control: a browser that says `Sec-GPC: 1` is served as one that
 * refused, whatever a page, a consent tool or an old cookie takes for granted, unless its
 * visitor chose otherwise. Anonymous counts are not what the signal is about.
 */
export function heedSignal({ consent, chosen }: Said, headers: IncomingHttpHeaders) {
  const isBarred = headers['sec-gpc'] === '1' && !chosen
  return isBarred && consent !== 'measure' ? 'page' : consent
}
