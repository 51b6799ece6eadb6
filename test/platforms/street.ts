import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { forward } from '../../src/demo/shop/forward.ts'

/**
 * One name for a shop and for Vitrine beneath it, as a reverse proxy gives it: `/_vitrine/` is
 * ours, and whatever else is asked for is the platform's.
 */
export interface Street {
  url: string
  /** From now on these stand behind it. */
  lead(to: { shop: string; vitrine: string }): void
  close(): void
}

/** @param policy the content security policy that goes with every page of the shop */
export async function openStreet(policy: string): Promise<Street> {
  let behind: { shop: string; vitrine: string } | undefined
  const server = createServer((request, response) => {
    if (!behind) response.writeHead(503).end()
    else if (request.url?.startsWith('/_vitrine/')) forward(request, response, behind.vitrine)
    else pass(request, response, behind.shop, policy)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead: to => void (behind = to),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function pass(
  request: IncomingMessage,
  response: ServerResponse,
  shop: string,
  policy: string,
): void {
  const upstream = ask(shop + request.url, { method: request.method, headers: request.headers })
  upstream.on('error', () => response.writeHead(502).end())
  upstream.on('response', answer => {
    const headers = { ...answer.headers, 'content-security-policy': policy }
    response.writeHead(answer.statusCode ?? 502, headers)
    answer.pipe(response)
  })
  request.pipe(upstream)
}
