import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http'

/** What a browser asks for: the tag, and the calls of a public key. The rest is not for the street. */
const PUBLIC =
  /^\/(?:[\w.-]+\.js|placements\.css|v1\/(?:events|decisions|render|search|arrange|staff\/(?:enter|leave)|debug|email\/(?:block|click)|why|nudges|wishes(?:\/answer)?|identity|privacy\/(?:export|erase|status)|identify|track|page|screen|group|alias|batch))(?:\?|$)/

/**
 * The reverse path: `/_vitrine/x` of the shop is `/x` of Vitrine.
 *
 * That is what makes its cookie a first-party one. Bodies stream both ways, only
 * Vitrine's own cookies pass, and a Vitrine that is down or slow answers 502 to a
 * script in the background: it costs the page nothing.
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  vitrineUrl: string,
  waitMs = 5_000,
): void {
  const path = (request.url ?? '/').slice('/_vitrine'.length) || '/'
  if (!PUBLIC.test(path)) {
    request.resume()
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n')
    return
  }
  const target = new URL(vitrineUrl)
  const upstream = ask({
    host: target.hostname,
    port: target.port,
    method: request.method,
    path,
    headers: headersFor(request, target.host),
    timeout: waitMs,
  })
  const giveUp = () => {
    upstream.destroy()
    if (response.headersSent) response.destroy()
    else response.writeHead(502, { 'content-type': 'text/plain' }).end('Vitrine does not answer.\n')
  }
  upstream.on('timeout', giveUp)
  upstream.on('error', giveUp)
  upstream.on('response', answer => {
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers))
    answer.pipe(response)
    answer.on('error', giveUp)
  })
  response.on('close', () => upstream.destroy())
  request.pipe(upstream)
}

/** Headers that belong to one connection and are never passed on (RFC 9110, 7.6.1). */
const HOP =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|x-forwarded-.*|forwarded)$/

type Headers = IncomingMessage['headers']

function endToEnd(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.test(name)))
}

export function headersFor(request: IncomingMessage, host: string): Headers {
  const headers = endToEnd(request.headers)
  headers.host = host
  headers['x-forwarded-for'] = request.socket.remoteAddress
  headers['x-forwarded-proto'] = 'http'
  headers['x-forwarded-host'] = request.headers.host
  const cookie = ownCookies(request.headers.cookie)
  if (cookie) headers.cookie = cookie
  else delete headers.cookie
  return headers
}

function ownCookies(header: string | undefined): string {
  const cookies = (header ?? '').split(/;\s*/)
  return cookies.filter(cookie => cookie.startsWith('vitrine')).join('; ')
}
