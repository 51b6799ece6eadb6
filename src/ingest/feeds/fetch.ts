import type { IncomingMessage } from 'node:http'
import { Refused } from '../refusals.ts'
import { ask } from './ask.ts'
import { Deadline } from './deadline.ts'
import { type Destination, destinationOf, type Resolve } from './feed-address.ts'

export interface FetchOptions {
  /** What the last reading answered with; unchanged content then costs nothing. */
  etag?: string
  lastModified?: string
  /** `host:port` that may be asked though it is private or on an odd port. */
  allowedHosts?: ReadonlySet<string>
  /** Most bytes on the wire; 512 MB unless told. */
  maxBytes?: number
  /** Most time from the first byte asked to the last one read; 10 minutes unless told. */
  timeoutMs?: number
  /** Most time without a byte; 30 s unless told. */
  idleMs?: number
  /** The machine's own name service unless told. */
  resolve?: Resolve
}

export interface FetchedFeed {
  body: AsyncIterable<Uint8Array>
  etag?: string
  lastModified?: string
  contentType?: string
}

const MAX_BYTES = 512 * 1024 ** 2
const REDIRECTS = 5
const NOBODY: ReadonlySet<string> = new Set()

/**
 * Fetch a feed, or learn that it did not change. Whoever names the address must not
 * reach by us what they cannot reach themselves: every hop is judged before it is asked.
 * The caps hold while the body is read.
 * @throws Refused `unreadable` for an answer that is no feed, `too_large`, `bad_url`;
 * while reading the body too
 */
export async function fetchFeed(
  url: string,
  options: FetchOptions = {},
): Promise<FetchedFeed | 'unchanged'> {
  const clock = new Deadline(options)
  try {
    const response = await follow(url, options, clock)
    if (isUnchanged(response, options)) {
      clock.end()
      return 'unchanged'
    }
    const maxBytes = options.maxBytes ?? MAX_BYTES
    check(response, maxBytes)
    const header = (name: string) => response.headers[name] as string | undefined
    return {
      body: bounded(response, maxBytes, clock),
      etag: header('etag'),
      lastModified: header('last-modified'),
      contentType: header('content-type'),
    }
  } catch (error) {
    throw clock.end(error)
  }
}

/** Ask, and go where the answer sends us: at most five times, and never from https to http. */
async function follow(
  first: string,
  options: FetchOptions,
  clock: Deadline,
): Promise<IncomingMessage> {
  const headers = headersOf(options)
  let at = first
  for (let hops = 0; ; hops++) {
    const destination = await clock.race(judged(at, options, hops > 0))
    const response = await clock.race(ask(destination, headers, clock.signal))
    const next = response.headers.location
    if (!/^30[12378]$/.test(String(response.statusCode)) || next === undefined) return response
    response.destroy()
    if (hops === REDIRECTS) {
      const reason = `The address sends on more than ${REDIRECTS} times.`
      throw new Refused('url', 'bad_url', reason, { why: 'hops', most: REDIRECTS })
    }
    at = onward(destination.url, next)
  }
}

async function judged(at: string, options: FetchOptions, wasSent: boolean): Promise<Destination> {
  try {
    return await destinationOf(at, options.allowedHosts ?? NOBODY, options.resolve)
  } catch (error) {
    if (!wasSent || !(error instanceof Refused)) throw error
    const reason = `The address sends on to another. ${error.reason}`
    throw new Refused('url', error.code, reason, error.params)
  }
}

function onward(from: URL, next: string): string {
  if (!URL.canParse(next, from)) {
    const reason = 'The address sends on to one that cannot be read.'
    throw new Refused('url', 'bad_url', reason, { why: 'onward' })
  }
  const to = new URL(next, from)
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    const reason = 'The address sends on from https to http: send the last.'
    throw new Refused('url', 'bad_url', reason, { why: 'downgrade' })
  }
  return to.href
}

function headersOf({ etag, lastModified }: FetchOptions): Record<string, string> {
  return {
    // Counting bytes on the wire means little once they are packed under us.
    'accept-encoding': 'identity',
    accept: 'text/tab-separated-values, text/csv, application/xml, application/json, */*;q=.5',
    'user-agent': 'Vitrine feed reader',
    ...(etag && { 'if-none-match': etag }),
    ...(lastModified && { 'if-modified-since': lastModified }),
  }
}

/** A 304 is believed only from a server that was told what we hold. */
function isUnchanged({ statusCode }: IncomingMessage, options: FetchOptions): boolean {
  return statusCode === 304 && (options.etag ?? options.lastModified) !== undefined
}

function check({ statusCode, headers }: IncomingMessage, maxBytes: number): void {
  if (statusCode !== 200) {
    const reason = `The server of the feed answered ${statusCode}.`
    throw new Refused('url', 'unreadable', reason, { why: 'status', status: statusCode ?? 0 })
  }
  // gzip is told from the content, whatever the header says.
  const packed = headers['content-encoding'] ?? 'identity'
  if (!/^(identity|(x-)?gzip)$/i.test(packed)) {
    const reason = 'The feed is packed in an odd way: send it as gzip.'
    throw new Refused('url', 'unreadable', reason, { why: 'packed' })
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes)
}

async function* bounded(
  body: IncomingMessage,
  maxBytes: number,
  clock: Deadline,
): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  let size = 0
  try {
    for (;;) {
      const { done, value } = await clock.race(chunks.next())
      if (done) return
      size += value.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      yield value
    }
  } catch (error) {
    throw clock.end(error)
  } finally {
    clock.end()
    body.destroy()
  }
}

function tooLarge(maxBytes: number): Refused {
  return new Refused('url', 'too_large', `The feed has more than ${maxBytes} bytes: gzip it.`)
}
