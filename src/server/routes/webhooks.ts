import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { AuditedKind, Changed } from '../../schema/audit.ts'
import { ProblemParamsTold } from '../../schema/problem.ts'
import { HookSecret, HooksTold, HookWanted } from '../../schema/webhook.ts'
import type { Hook } from '../outward/hooks.ts'
import { noteChange } from '../people/team.ts'
import type { Services } from '../services.ts'
import { requirePerson, whoOf } from '../trust.ts'

const Id = Type.Object({ id: Type.String({ maxLength: 36 }) })
const Answer = Type.Object({
  isHeard: Type.Boolean(),
  status: Type.Optional(Type.Integer()),
  says: Type.Optional(Type.String()),
  code: Type.Optional(Type.String()),
  params: Type.Optional(ProblemParamsTold),
})

/** Whom the shop has told of what happens. Only an owner of the console says who. */
export const webhooksRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { outward, shop, env } = services
  const theirs = { onRequest: requirePerson(services) }
  const shared = { tags: ['operate'], callers: 'person' as const, role: 'owner' as const }
  const one = { ...shared, params: Id }
  const told = () => ({ hooks: outward.told(), now: env.now() })

  app.get(
    '/v1/webhooks',
    {
      ...theirs,
      schema: {
        ...shared,
        summary: 'Who is told of what happens, how far they are, and the last calls',
        response: { 200: HooksTold },
      },
    },
    told,
  )

  app.post(
    '/v1/webhooks',
    {
      ...theirs,
      schema: {
        ...shared,
        summary: 'Tell an address from now on; its secret is shown this once',
        body: HookWanted,
        response: { 200: HookSecret },
      },
    },
    async request => {
      const hook = outward.drafted(request.body)
      await note(whoOf(request), 'webhook_added', hook.id, null, wordsOf(hook))
      outward.hooks.add(hook)
      return { id: hook.id, secret: hook.secret }
    },
  )

  app.post(
    '/v1/webhooks/:id/test',
    {
      ...theirs,
      schema: { ...one, summary: 'Call it now, and tell its answer', response: { 200: Answer } },
    },
    ({ params }) => outward.test(params.id),
  )

  app.post(
    '/v1/webhooks/:id/secret',
    {
      ...theirs,
      schema: {
        ...one,
        summary: 'A new secret, shown this once; the old one signs beside it for a day',
        response: { 200: HookSecret },
      },
    },
    async request => {
      const hook = outward.hooks.own(request.params.id)
      const { id } = hook
      await note(whoOf(request), 'webhook_secret', id, null, wordsOf(hook))
      return { id, secret: outward.hooks.renew(id).secret }
    },
  )

  app.post(
    '/v1/webhooks/:id/on',
    {
      ...theirs,
      schema: {
        ...one,
        summary: 'Tell it again, of what happens from now on',
        response: { 200: HooksTold },
      },
    },
    async request => {
      const hook = outward.hooks.own(request.params.id)
      const { id } = hook
      await note(whoOf(request), 'webhook_on', id, null, wordsOf(hook))
      outward.hooks.turnOn(id, shop.engine.position)
      outward.wake(id)
      return told()
    },
  )

  app.delete(
    '/v1/webhooks/:id',
    {
      ...theirs,
      schema: { ...one, summary: 'Tell it nothing more', response: { 200: HooksTold } },
    },
    async request => {
      const { id } = request.params
      await note(whoOf(request), 'webhook_removed', id, wordsOf(outward.hooks.own(id)), null)
      outward.hooks.remove(id)
      outward.forgetHook(id)
      return told()
    },
  )

  function note<K extends AuditedKind>(
    by: string,
    what: K,
    on: string,
    before: Changed<K> | null,
    after: Changed<K> | null,
  ): Promise<void> {
    return noteChange<K>(services, { by, what, on, before, after })
  }
}

/** A path may hold a key of theirs: the log, which keeps for ever, knows the host alone. */
function wordsOf({ url, events }: Hook): Changed<'webhook_added'> {
  return { host: new URL(url).host, events: [...events] }
}
