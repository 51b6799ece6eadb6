import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Destination } from './feed-address.ts'

/** Send one GET, or what is told, to the very addresses that were checked, over a connection of its own. */
export function ask(
  { url, addresses }: Destination,
  headers: Record<string, string>,
  signal: AbortSignal,
  { method = 'GET', body }: { method?: 'GET' | 'POST'; body?: string } = {},
): Promise<IncomingMessage> {
  // The name is never looked up again: `lookup` answers from what was checked.
  const pinned: LookupFunction = (_host, options, answer) => {
    if (options.all) answer(null, addresses)
    else answer(null, addresses[0].address, addresses[0].family)
  }
  const options: RequestOptions = { method, headers, signal, agent: false, lookup: pinned }
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    request(url, options).on('response', resolve).on('error', reject).end(body)
  })
}
