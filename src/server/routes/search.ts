import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { SearchAnswer } from '../../schema/search.ts'
import { networkOf } from '../network-of.ts'
import { RateLimit } from '../rate.ts'
import { SearchQuery } from '../search/asked.ts'
import { Searching } from '../search/searching.ts'
import { tooMany } from '../search/too-many.ts'
import { whoAsks } from '../search/who-asks.ts'
import type { Services } from '../services.ts'
import { requireKey } from '../trust.ts'

/** Searches a second from one address, and at once: nobody types faster, a shop's server has its own key. */
const PER_SECOND = 10
const AT_ONCE = 60

/**
 * GET /v1/search: words, filters, an order; or what is like a product that cannot be had.
 *
 * It changes nothing: what was searched for is told by the page, as an event.
 */
export const searchRoute: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const searching = new Searching(services)
  const rate = new RateLimit(PER_SECOND, AT_ONCE)

  app.get(
    '/v1/search',
    {
      onRequest: requireKey(services, 'decisions'),
      schema: {
        summary: 'Search the catalogue, or find what is like a product',
        tags: ['decide'],
        callers: 'public',
        querystring: SearchQuery,
        response: { 200: SearchAnswer },
      },
    },
    async (request: FastifyRequest<{ Querystring: SearchQuery }>, reply) => {
      const isBrowser = request.caller?.kind === 'public'
      if (isBrowser) {
        const waitMs = rate.take(networkOf(request.ip), services.env.now())
        if (waitMs > 0) throw tooMany(waitMs)
      }
      const who = whoAsks(request, request.query, services)
      reply.header('cache-control', 'no-store')
      const { at } = request.query
      if (at === undefined) return await searching.answer(request, who)
      const html = await searching.page(at, request, who)
      return reply
        .type('text/html; charset=utf-8')
        .serializer(String)
        .send(html as never)
    },
  )
}
