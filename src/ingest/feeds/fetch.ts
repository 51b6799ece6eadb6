import { MINUTE } from '../../core/clock.ts'
import { Refused } from '../refusals.ts'

export interface FetchOptions {
  /** What the last reading answered with; unchanged content then costs nothing. */
  etag?: string
  lastModified?: string
  /** Most bytes on the wire; 512 MB unless told. */
  maxBytes?: number
  /** Most time from the first byte asked to the last one read. */
  timeoutMs?: number
}

export interface FetchedFeed {
  body: AsyncIterable<Uint8Array>
  etag?: string
  lastModified?: string
  contentType?: string
}

const MAX_BYTES = 512 * 1024 ** 2
const TIMEOUT_MS = 10 * MINUTE

/**
 * Fetch a feed, or learn that it did not change. The caps hold while the body is read.
 * @throws Refused `unreadable` for an answer that is no feed, `too_large`, `bad_url`;
 * while reading the body too
 */
export async function fetchFeed(
  url: string,
  options: FetchOptions = {},
): Promise<FetchedFeed | 'unchanged'> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new Refused('url', 'bad_url', 'A feed address begins with https:// or http://.')
  }
  const ended = new AbortController()
  const late = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)
  const response = await ask(url, options, AbortSignal.any([ended.signal, late]), late)
  if (response.status === 304) return 'unchanged'
  const maxBytes = options.maxBytes ?? MAX_BYTES
  const header = (name: string) => response.headers.get(name) ?? undefined
  return {
    body: bounded(checked(response, maxBytes, ended), maxBytes, ended, late),
    etag: header('etag'),
    lastModified: header('last-modified'),
    contentType: header('content-type'),
  }
}

async function ask(
  url: string,
  options: FetchOptions,
  signal: AbortSignal,
  late: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = {
    // Counting bytes on the wire means little once they are packed under us.
    'accept-encoding': 'identity',
    accept: 'text/tab-separated-values, text/csv, application/xml, application/json, */*;q=.5',
    'user-agent': 'Vitrine feed reader',
  }
  if (options.etag) headers['if-none-match'] = options.etag
  if (options.lastModified) headers['if-modified-since'] = options.lastModified
  try {
    return await fetch(url, { headers, signal, redirect: 'follow' })
  } catch (error) {
    throw trouble(error, late)
  }
}

function checked(
  response: Response,
  maxBytes: number,
  ended: AbortController,
): AsyncIterable<Uint8Array> {
  const length = Number(response.headers.get('content-length') ?? 0)
  if (response.ok && response.body && length <= maxBytes) return response.body
  ended.abort()
  if (length > maxBytes) throw tooLarge(maxBytes)
  throw new Refused('url', 'unreadable', `The server of the feed answered ${response.status}.`)
}

async function* bounded(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  ended: AbortController,
  late: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      yield chunk
    }
  } catch (error) {
    throw error instanceof Refused ? error : trouble(error, late)
  } finally {
    ended.abort()
  }
}

function tooLarge(maxBytes: number): Refused {
  return new Refused('url', 'too_large', `The feed has more than ${maxBytes} bytes: gzip it.`)
}

function trouble(error: unknown, late: AbortSignal): Refused {
  if (late.aborted) {
    return new Refused('url', 'unreadable', 'The feed took too long to come: try again later.')
  }
  const { cause, message } = error as Error
  const code = (cause as { code?: string } | undefined)?.code ?? message
  return new Refused('url', 'unreadable', `The feed could not be fetched (${code}).`)
}
