import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { HOUR } from '../../core/clock.ts'
import { refused } from '../links.ts'
import type { Services } from '../services.ts'
import { markStaff, unmarkStaff } from '../staff.ts'
import { requireDesk } from '../trust.ts'

/** A pass may be sent to a colleague, who opens it when they read it. */
const PASS_MS = 24 * HOUR
const MOST_PASSES = 1_000
/** A path of this host and nothing else: `//elsewhere` and `/\elsewhere` are other hosts. */
const OWN_PATH = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/

/** Whose browsers are the shop's own people's. */
export const staffRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { env } = services
  const passes = new Map<string, number>() // pass → until when

  app.post(
    '/v1/staff/links',
    {
      onRequest: requireDesk(services, 'rules'),
      schema: {
        summary: 'A pass that marks one browser as the shop’s own people’s',
        description:
          'Open the path under the reverse path of the shop, https://shop.example/_vitrine + path: it works once, within 24 hours, and the browser stays marked for 90 days.',
        tags: ['steer'],
        callers: 'desk',
        role: 'editor',
        response: { 200: Type.Object({ path: Type.String(), expires: Type.Integer() }) },
      },
    },
    () => {
      const now = env.now()
      for (const [pass, until] of passes) {
        if (until < now || passes.size >= MOST_PASSES) passes.delete(pass)
      }
      const pass = Buffer.from(env.random(24)).toString('base64url')
      passes.set(pass, now + PASS_MS)
      return { path: `/v1/staff/enter?pass=${pass}`, expires: now + PASS_MS }
    },
  )

  app.get(
    '/v1/staff/enter',
    {
      schema: {
        summary: 'Mark this browser: what it does is kept, marked, and teaches nothing',
        tags: ['steer'],
        callers: 'link',
        querystring: Type.Object({
          pass: Type.String({ maxLength: 64 }),
          to: Type.Optional(Type.String({ maxLength: 512, pattern: OWN_PATH.source })),
        }),
      },
    },
    (request, reply) => {
      const { pass, to = '/' } = request.query
      const until = passes.get(pass)
      passes.delete(pass)
      if (until === undefined || until < env.now()) {
        throw refused(
          'pass_used',
          'This pass was used or is too old: have a new one made.',
          '/pass',
        )
      }
      markStaff(request, reply, services)
      return reply.redirect(to)
    },
  )

  app.get(
    '/v1/staff/leave',
    {
      schema: {
        summary: 'Unmark this browser: from now on it is anybody’s',
        tags: ['steer'],
        callers: 'link',
      },
    },
    (request, reply) => {
      unmarkStaff(request, reply)
      return reply.redirect('/')
    },
  )
}
