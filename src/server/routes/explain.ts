import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { DAY } from '../../core/clock.ts'
import { Explanation } from '../../schema/explanation.ts'
import { explain } from '../explain/explain.ts'
import { Problem } from '../problem.ts'
import { KEPT_MS } from '../retention.ts'
import type { Findings } from '../rules/findings.ts'
import type { Services } from '../services.ts'
import { requireReader } from '../trust.ts'

/** `<id>` of a decision, or `<id>.<n>` of its n-th placement; its place in the log does as well. */
const DECISION_ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,15})(?:\.(\d{1,2}))?$/i
const PLACE = /^\d+$/

interface ExplainServices extends Services {
  findings: Findings
}

/** Why a page was as it was: one decision, taken apart. */
export const explainRoute: FastifyPluginAsyncTypebox<ExplainServices> = async (app, services) => {
  const { shop, findings } = services

  app.get(
    '/v1/explain/:decisionId',
    {
      onRequest: requireReader(services),
      schema: {
        summary: 'Why a decision was what it was: situation, chances, model, rule, order, items',
        description:
          'By the id of the whole decision, or <id>.<n> for one placement; its place in the log stands for the id as well. Chances are those logged; what the model believes is of today.',
        tags: ['decide'],
        callers: 'console',
        role: 'analyst',
        params: Type.Object({ decisionId: Type.String({ maxLength: 64 }) }),
        querystring: Type.Object({ language: Type.Optional(Type.Enum(['fr', 'en'])) }),
        response: { 200: Explanation },
      },
    },
    async ({ params, query }) => {
      const [, id, place] = DECISION_ID.exec(params.decisionId) ?? []
      const record = id === undefined ? undefined : await found(id)
      if (record?.type !== 'decision') throw unknownDecision()
      const { engine } = shop
      const rules = await findings.rules()
      const told = explain(record, { engine, found: rules, language: query.language ?? 'en' })
      if (place === undefined) return told
      const placements = told.placements.slice(Number(place), Number(place) + 1)
      if (placements.length === 0) throw noSuchPlacement(told.placements.length)
      return { ...told, placements }
    },
  )

  function found(id: string) {
    return PLACE.test(id) ? shop.recordAt(Number(id)) : shop.find(id)
  }
}

function unknownDecision(): Problem {
  const days = Math.floor(KEPT_MS / DAY)
  const detail = `There is no decision of this id. They are found for ${days} days, while the visitor was somebody: what was decided for nobody (no consent) is not kept.`
  return new Problem(404, 'unknown_decision', detail, { field: '/decisionId' })
}

function noSuchPlacement(count: number): Problem {
  const detail = `This decision is of ${count} placements: they are numbered from 0.`
  return new Problem(404, 'unknown_decision', detail, { field: '/decisionId' })
}
