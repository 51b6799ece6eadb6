import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { RuleChoices, RuleDraft } from '../../schema/rule-draft.ts'
import { RuleWritten } from '../../schema/rule-told.ts'
import { RuleDesk } from '../rules/desk.ts'
import { draftOf, ruleChoices } from '../rules/draft.ts'
import type { Services } from '../services.ts'
import { requireDesk } from '../trust.ts'

/** For whoever writes a rule by hand: what it can be made of, and what it would do. Nothing is kept. */
export const ruleDraftRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const desk = new RuleDesk(shop, env)
  const mayRead = { onRequest: requireDesk(services, 'read') }
  const shared = { tags: ['rules'], callers: 'desk' as const, role: 'viewer' as const }

  app.get(
    '/v1/rules/choices',
    {
      ...mayRead,
      schema: {
        ...shared,
        summary: 'What a rule can be made of: experiences, and conditions in the shop’s words',
        response: { 200: RuleChoices },
      },
    },
    () => ruleChoices(shop),
  )

  app.post(
    '/v1/rules/draft',
    {
      ...mayRead,
      schema: {
        ...shared,
        summary:
          'What a rule would do if it were written: its sentence, whom it reaches, what it meets',
        description:
          'Nothing is written. What could not be written is refused here in the same words. `reach` is counted among the visitors whose purchase window (7 days by default) is still open.',
        body: RuleWritten,
        response: { 200: RuleDraft },
      },
    },
    ({ body }) => draftOf(desk.draft(body), shop, env),
  )
}
