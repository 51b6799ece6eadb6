import { isDeepStrictEqual } from 'node:util'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type NudgeTerms, NudgeTermsTold, NudgeTermsWritten } from '../../schema/nudge-terms.ts'
import { inTurn } from '../in-turn.ts'
import { shopRecord } from '../own-records.ts'
import type { Services } from '../services.ts'
import { requireDesk, whoOf } from '../trust.ts'

/** How much visitors are nudged at most: ours until the merchant gives other terms, from the next page on. */
export const nudgeTermsRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const shared = { tags: ['rules'], callers: 'desk' as const, response: { 200: NudgeTermsTold } }
  const turn = inTurn()

  app.get(
    '/v1/nudges/terms',
    {
      onRequest: requireDesk(services, 'read'),
      schema: { ...shared, role: 'viewer', summary: 'How much visitors are nudged at most' },
    },
    () => told(),
  )

  app.put(
    '/v1/nudges/terms',
    {
      onRequest: requireDesk(services, 'rules'),
      schema: {
        ...shared,
        role: 'manager',
        summary: 'Say how much visitors are nudged at most',
        body: NudgeTermsWritten,
      },
    },
    async request => {
      const { why, ...terms } = request.body
      const by = whoOf(request)
      await turn(() => change(terms, by, why))
      return told()
    },
  )

  function told() {
    return { terms: shop.engine.nudgeTerms }
  }

  async function change(terms: NudgeTerms, by: string, why: string | undefined): Promise<void> {
    const before = { ...shop.engine.nudgeTerms }
    if (isDeepStrictEqual(before, terms)) return
    const body = { terms, before, by, ...(why !== undefined && { why }), time: env.now() }
    await shop.take([shopRecord('nudge_terms', body, env)])
  }
}
