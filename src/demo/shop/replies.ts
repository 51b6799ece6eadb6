import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Asset } from './assets.ts'

/** An answer before it is sent. */
export interface Reply {
  status: number
  headers: Record<string, string | number>
  cookies?: string[]
  body?: string | Buffer
}

const DAY = 86_400

/** Nothing runs, and nothing is fetched, that does not come from the shop itself. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-cache',
}

export function pageReply(body: string, status = 200, cookies: string[] = []): Reply {
  return { status, headers: PAGE_HEADERS, cookies, body }
}

/** A file, or 304 when the asker holds it already. */
export function fileReply(request: IncomingMessage, file: Asset): Reply {
  const headers = {
    'content-type': file.type,
    'cache-control': keeping(file.maxAge),
    'x-content-type-options': 'nosniff',
    etag: file.etag,
  }
  if (request.headers['if-none-match'] === file.etag) return { status: 304, headers }
  return {
    status: 200,
    headers: { ...headers, 'content-length': file.body.length },
    body: file.body,
  }
}

function keeping(seconds: number): string {
  if (seconds === 0) return 'public, no-cache'
  return `public, max-age=${seconds}${seconds > DAY ? ', immutable' : ''}`
}

export function plainReply(status: number, text: string): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${text}\n` }
}

export function redirectReply(to: string, cookies: string[] = []): Reply {
  return { status: 303, headers: { location: headerSafe(to) }, cookies }
}

/** What is not plain ASCII goes into a header escaped. */
const headerSafe = (path: string) => path.replace(/[^\x21-\x7e]+/g, encodeURIComponent)

export function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  if (reply.cookies?.length) response.setHeader('set-cookie', reply.cookies)
  response.writeHead(reply.status, reply.headers)
  response.end(request.method === 'HEAD' ? undefined : reply.body)
}
