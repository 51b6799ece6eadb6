import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import files from '@fastify/static'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Role } from '../../schema/person.ts'
import { closedDoor } from '../closed-door.ts'
import { liveRoutes } from '../live/routes.ts'
import type { Services } from '../services.ts'
import { isAtLeast, requireReader } from '../trust.ts'

/** Pictures come from the shop's own address, everything else from here. */
const POLICY = [
  "default-src 'self'",
  'img-src * data:',
  "style-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
const BUILT = resolve(import.meta.dirname, '../../../dist/console')

interface Pages {
  /** Folder the console was built into. */
  console?: string
}

/** The console: its door, its pages, and the live rooms behind the same session. */
export const consoleRoutes: FastifyPluginAsyncTypebox<Services & Pages> = async (
  app,
  { console: built = BUILT, ...services },
) => {
  app.get(
    '/console/enter',
    { schema: { querystring: Type.Object({ token: Type.String({ maxLength: 64 }) }) } },
    (request, reply) => {
      if (services.door.enter(request.query.token, request, reply)) {
        return reply.redirect('/console/')
      }
      // Who is inside already follows an old link home.
      if (services.door.isInside(request)) return reply.redirect('/console/')
      return closedDoor(request, reply)
    },
  )
  app.get('/console', (_request, reply) => reply.redirect('/console/'))
  if (services.feed) await app.register(liveRoutes, liveServices(services))
  if (existsSync(built)) await app.register(pages, { ...services, console: built })
}

/** The pages are anybody's, for who signs in has to see where; all that they show is behind it. */
const pages: FastifyPluginAsyncTypebox<Services & Pages> = async (app, services) => {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers({
      'content-security-policy': POLICY,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    done()
  })
  await app.register(files, {
    root: services.console ?? BUILT,
    prefix: '/console/',
    wildcard: false,
    maxAge: 0,
  })
  // The console is one page, its rooms stand behind a hash: `/console/events` is `/console/#/events`.
  app.get<{ Params: { '*': string } }>('/console/*', ({ params }, reply) =>
    reply.redirect(`/console/#/${encodeURI(params['*'])}`),
  )
}

function liveServices(services: Services) {
  const { door, env } = services
  return {
    feed: services.feed as never,
    clock: () => env.now(),
    onRequest: requireReader(services),
    // A stream that a key opened is the key's affair; a session may end, or be worth less than it was.
    mayStay: (request: FastifyRequest, role: Role) => {
      if (request.inside === undefined) return true
      const now = door.insideOf(request)
      return now !== undefined && isAtLeast(now.role, role)
    },
  }
}
