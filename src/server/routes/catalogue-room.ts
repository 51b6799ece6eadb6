import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Language } from '../../core/typography.ts'
import {
  ItemDetail,
  ItemQuery,
  ItemsPage,
  ItemsQuery,
  MissedPage,
  RunsTold,
  ToldQuery,
} from '../../schema/catalogue-told.ts'
import { besideOf, rowOf, tellItems } from '../catalogue-room/items.ts'
import { lookersOf } from '../catalogue-room/lookers.ts'
import { tellMissed } from '../catalogue-room/missed.ts'
import { tellRuns } from '../catalogue-room/runs.ts'
import { whoLooked } from '../catalogue-room/who-looked.ts'
import { inSlices } from '../in-slices.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireReader } from '../trust.ts'

const MOST_BESIDE = 6

/** What the console tells of the catalogue: how feeds were read, what is missing, who looks at what. */
export const catalogueRoomRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const { engine } = shop
  const onRequest = requireReader(services)
  const shared = { tags: ['catalogue'], callers: 'console' as const, role: 'viewer' as const }

  app.get(
    '/v1/catalogue/runs',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'How each feed was read lately: what was taken, what was refused and why',
        response: { 200: RunsTold },
      },
    },
    () => tellRuns(shop),
  )

  app.get(
    '/v1/catalogue/missed',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'What is sold out and was asked for: visits, wishes, and about what it cost',
        querystring: ToldQuery,
        response: { 200: MissedPage },
      },
    },
    ({ query }) => tellMissed(engine, query.language ?? 'en'),
  )

  app.get(
    '/v1/catalogue/items',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'Products by their words; without any, those looked at most these days',
        querystring: ItemsQuery,
        response: { 200: ItemsPage },
      },
    },
    ({ query }) => tellItems(engine, query, env),
  )

  app.get(
    '/v1/catalogue/items/:id',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'One product: who looks at it, what stands in for it, what goes with it',
        params: ItemQuery,
        querystring: ToldQuery,
        response: { 200: ItemDetail },
      },
    },
    ({ params, query }) => detailOf(params.id, query.language ?? 'en'),
  )

  async function detailOf(id: string, language: Language): Promise<ItemDetail> {
    const { catalogue } = engine
    const item = catalogue.find(id)
    if (!catalogue.has(item)) {
      const says =
        'No feed of this shop holds such a product now; GET /v1/catalogue/items lists them.'
      throw new Problem(404, 'unknown_item', says, { field: '/id' })
    }
    const now = env.now()
    const asked = await whoLooked(item, engine, services.analytics)
    const lookers = await inSlices(lookersOf(item, asked, engine, now, language), env)
    const { instead, alongside } = engine.around(catalogue.idOf(item), now, language, MOST_BESIDE)
    return {
      ...rowOf(item, engine, language),
      currency: catalogue.marketFor()?.currency ?? engine.settings.currency,
      skus: catalogue.skusOf(item).map(sku => ({
        id: catalogue.skuIdOf(sku),
        size: catalogue.sizeOfSku(sku),
        inStock: catalogue.skuInStock(catalogue.skuIdOf(sku)) ?? false,
      })),
      instead: besideOf(instead, engine, language),
      alongside: besideOf(alongside, engine, language),
      lookers,
    }
  }
}
