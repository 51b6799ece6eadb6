import { isDeepStrictEqual } from 'node:util'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { ShopFacts } from '../../schema/product.ts'
import { PromisesTold, PromisesWritten } from '../../schema/promises.ts'
import { calendarOf } from '../calendar.ts'
import { inTurn } from '../in-turn.ts'
import { shopRecord } from '../own-records.ts'
import type { Services } from '../services.ts'
import { requireDesk, whoOf } from '../trust.ts'

const MOST_CONTENTS = 100
const Country = Type.Object({ country: Type.String({ pattern: '^[A-Z]{2}$' }) })

/** What the shop promises where, read and changed by hand; a shop's server sends `/v1/shop-facts`. */
export const promisesRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const turn = inTurn()
  const shared = {
    ...{ tags: ['catalogue'], callers: 'desk' as const },
    response: { 200: PromisesTold },
  }

  app.get(
    '/v1/promises',
    {
      onRequest: requireDesk(services, 'read'),
      schema: {
        ...shared,
        role: 'viewer',
        summary:
          'What the shop promises in each country, its contents, and what begins or ends when',
      },
    },
    () => told(),
  )

  app.put(
    '/v1/promises/:country',
    {
      onRequest: requireDesk(services, 'catalogue'),
      schema: {
        ...shared,
        role: 'manager',
        summary: 'Say what the shop promises in a country, the whole of it',
        params: Country,
        body: PromisesWritten,
      },
    },
    async request => {
      const { why, ...facts } = request.body
      const by = whoOf(request)
      await turn(() => change({ country: request.params.country, ...facts }, by, why))
      return told()
    },
  )

  function told(): PromisesTold {
    const { catalogue } = shop.engine
    const contents = catalogue.allContents
    return {
      facts: catalogue.allFacts,
      contents: contents.slice(0, MOST_CONTENTS).map(({ id, type, title, language, from, to }) => ({
        ...{ id, type, title, language },
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      })),
      total: contents.length,
      calendar: calendarOf(shop.engine, env.now()),
    }
  }

  async function change(facts: ShopFacts, by: string, why: string | undefined): Promise<void> {
    const before = shop.engine.catalogue.factsOf(facts.country) ?? null
    if (isDeepStrictEqual(before, facts)) return
    const change = {
      ...{ by, what: 'shop_facts' as const, on: facts.country, time: env.now() },
      ...{ before, after: facts, ...(why !== undefined && { why }) },
    }
    await shop.take([shopRecord('shop_facts', facts, env), shopRecord('audited', change, env)])
  }
}
