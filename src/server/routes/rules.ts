import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Language } from '../../core/typography.ts'
import {
  RuleDetail,
  RulePatch,
  RuleQuery,
  RulesPage,
  RulesQuery,
  RuleWritten,
  SituationsPage,
  SituationsQuery,
} from '../../schema/rule-told.ts'
import { RuleTwins } from '../../schema/twins.ts'
import { inSlices } from '../in-slices.ts'
import { Problem } from '../problem.ts'
import { RuleDesk } from '../rules/desk.ts'
import type { Findings } from '../rules/findings.ts'
import { RuleShelf } from '../rules/shelf.ts'
import { situationsPage } from '../rules/situations.ts'
import { twinsOf } from '../rules/twins.ts'
import type { Services } from '../services.ts'
import { requireDesk, whoOf } from '../trust.ts'

const RuleId = Type.Object({ id: Type.String({ minLength: 1, maxLength: 16 }) })

interface RulesServices extends Services {
  findings: Findings
}

/**
 * What the engine found, as situations and rules, and the merchandiser's word on each rule. Every
 * change is a record of the log: acknowledged means durable, and the next decision keeps to it.
 */
export const rulesRoutes: FastifyPluginAsyncTypebox<RulesServices> = async (app, services) => {
  const { shop, env, findings } = services
  const shelf = new RuleShelf(shop, findings, env)
  const desk = new RuleDesk(shop, env)
  app.addHook('onReady', async () => findings.start())
  app.addHook('preClose', () => findings.stop())
  const mayRead = { onRequest: requireDesk(services, 'read') }
  const mayWrite = { onRequest: requireDesk(services, 'rules') }
  const shared = { tags: ['rules'], callers: 'desk' as const }

  app.get(
    '/v1/situations',
    {
      ...mayRead,
      schema: {
        ...shared,
        role: 'viewer',
        summary: 'Situations the engine found: observed, used and proven',
        querystring: SituationsQuery,
        response: { 200: SituationsPage },
      },
    },
    async ({ query }) => situationsPage(await findings.lately(), query, shop.engine.catalogue, env),
  )

  app.get(
    '/v1/rules',
    {
      ...mayRead,
      schema: {
        ...shared,
        role: 'viewer',
        summary: 'Rules, found and written, with what is known of each',
        querystring: RulesQuery,
        response: { 200: RulesPage },
      },
    },
    ({ query }) => shelf.page(query),
  )

  app.get(
    '/v1/rules/:id',
    {
      ...mayRead,
      schema: {
        ...shared,
        role: 'viewer',
        summary: 'One rule: who changed it when, and the evidence here and in wider situations',
        params: RuleId,
        querystring: RuleQuery,
        response: { 200: RuleDetail },
      },
    },
    ({ params, query }) => detailOf(params.id, query.language),
  )

  app.post(
    '/v1/rules',
    {
      ...mayWrite,
      schema: {
        ...shared,
        role: 'editor',
        summary: 'Write a rule by hand; the same rule sent again changes nothing',
        body: RuleWritten,
        response: { 200: RuleDetail, 201: RuleDetail },
      },
    },
    async (request, reply) => {
      const { rule, isNew } = await desk.write(request.body, whoOf(request))
      return reply.code(isNew ? 201 : 200).send(await detailOf(rule.id))
    },
  )

  app.patch(
    '/v1/rules/:id',
    {
      ...mayWrite,
      schema: {
        ...shared,
        role: 'editor',
        summary: 'Approve, pin, limit or forbid what a rule proposes, until when; "none" lets go',
        params: RuleId,
        body: RulePatch,
        response: { 200: RuleDetail },
      },
    },
    async request => {
      const { id } = request.params
      await desk.change(id, await shelf.known(id), request.body, whoOf(request))
      return detailOf(id)
    },
  )

  app.get(
    '/v1/rules/:id/twins',
    {
      ...mayRead,
      schema: {
        ...shared,
        role: 'analyst',
        summary: 'The same page for two visitors: one whom the rule speaks of, and one like them',
        description: 'Decided now for people who were here lately, and kept nowhere.',
        params: RuleId,
        querystring: RuleQuery,
        response: { 200: RuleTwins },
      },
    },
    async ({ params: { id }, query: { language = 'en' } }) => {
      const rule = (await shelf.known(id)) ?? (await detailOf(id))
      return inSlices(twinsOf(rule, shop.engine, language, env), env)
    },
  )

  /** The log knows people by an id; who reads it should not have to. */
  function named<T extends { by: string }>(change: T): T & { name?: string } {
    const name = services.people.get(change.by)?.name
    return name === undefined ? change : { ...change, name }
  }

  async function detailOf(id: string, language?: Language): Promise<RuleDetail> {
    const detail = await shelf.detail(id, language)
    if (detail) return { ...detail, history: detail.history.map(named) }
    const says = 'There is no such rule; GET /v1/rules lists what was found and what was written.'
    throw new Problem(404, 'unknown_rule', says, { field: '/id' })
  }
}
