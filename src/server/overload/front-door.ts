import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import { SAFE_HEADERS } from '../safe-headers.ts'
import type { Gate } from './gate.ts'

/** Heads come at once or not at all; a peer that vanished is noticed. */
const HTTP: ServerOptions = {
  headersTimeout: 10_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 72_000,
  // Time for a feed of gigabytes; the bodies that anybody may send have ten seconds.
  requestTimeout: 300_000,
  keepAlive: true,
  keepAliveInitialDelay: 60_000,
  noDelay: true,
}
type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Where connections and requests come in, before any route knows of them. A decision
 * that would be refused is refused here, by its address alone, for a third of what a
 * refusal costs behind the router.
 */
export function frontDoor(gate: Gate): (handler: Handler) => Server {
  return handler => {
    const server = createServer(HTTP, (request, response) => {
      if (!gate.connections.begin(request.socket, response)) return
      gate.arrive()
      if (isDecision(request) && !gate.admits('decision')) refuse(request, response, gate)
      else handler(request, response)
    })
    gate.connections.watch(server)
    return server
  }
}

function isDecision({ method, url }: IncomingMessage): boolean {
  return method === 'POST' && url === '/v1/decisions'
}

/** Cross-origin pages cannot read it, and need not: without an answer they stay as they are. */
async function refuse(request: IncomingMessage, response: ServerResponse, gate: Gate) {
  request.resume()
  await gate.held.wait()
  const { status, code, message, headers } = gate.refusal()
  const body = JSON.stringify({
    type: `urn:vitrine:problem:${code}`,
    title: 'Not available',
    status,
    detail: message,
    code,
  })
  response.writeHead(status, {
    ...SAFE_HEADERS,
    ...headers,
    'content-type': 'application/problem+json',
    'content-length': body.length,
  })
  response.end(body)
}
