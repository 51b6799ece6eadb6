import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { SplitTold, SplitWritten } from '../../schema/split.ts'
import { holdoutOptions } from '../holdout-options.ts'
import { inTurn } from '../in-turn.ts'
import { shopRecord } from '../own-records.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requirePerson, requireReader, whoOf } from '../trust.ts'

/**
 * How many visitors are left alone, for ever, so that the rest can be held against them. Whoever
 * was counted stays counted where they were; from a change on, visitors are drawn by the new size.
 */
export const splitRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const turn = inTurn()
  const shared = { tags: ['prove'], response: { 200: SplitTold } }

  app.get(
    '/v1/split',
    {
      onRequest: requireReader(services),
      schema: {
        ...shared,
        callers: 'console',
        role: 'viewer',
        summary: 'The holdout’s size, and what other sizes would cost',
      },
    },
    () => told(),
  )

  app.put(
    '/v1/split',
    {
      onRequest: requirePerson(services),
      schema: {
        ...shared,
        callers: 'person',
        role: 'owner',
        summary: 'Leave more or fewer visitors alone, from the next page on',
        body: SplitWritten,
      },
    },
    async request => {
      const { holdout, why } = request.body
      const by = whoOf(request)
      await turn(() => change(holdout, by, why))
      return told()
    },
  )

  function told(): SplitTold {
    const { holdout, uniform, currency } = shop.engine.settings
    const report = shop.report({ kind: 'summary' })
    if (report.kind !== 'summary') throw new Error('a summary was asked for')
    const { results } = report
    const [left, , served] = results.sampleRatio.counts
    const options = holdoutOptions({ holdout, uniform }, results)
    return { holdout, uniform, currency, visitors: left + served, options }
  }

  async function change(holdout: number, by: string, why: string | undefined): Promise<void> {
    const before = shop.engine.settings
    if (holdout + before.uniform >= 1) {
      const detail = 'Holdout and uniform slice together leave nobody to the engine: lower it.'
      throw new Problem(400, 'nobody_left', detail, { field: '/holdout' })
    }
    if (holdout === before.holdout) return
    const change = {
      ...{ by, what: 'split' as const, time: env.now() },
      ...{ before: { holdout: before.holdout }, after: { holdout } },
      ...(why !== undefined && { why }),
    }
    await shop.take([
      shopRecord('settings_changed', { holdout }, env),
      shopRecord('audited', change, env),
    ])
  }
}
