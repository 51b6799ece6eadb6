import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import files from '@fastify/static'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { closedDoor } from '../closed-door.ts'
import { liveRoutes } from '../live/routes.ts'
import type { Services } from '../services.ts'
import { requireReader } from '../trust.ts'

/** Pictures come from the shop's own address, everything else from here. */
const POLICY = [
  "default-src 'self'",
  'img-src * data:',
  "style-src 'self' 'unsafe-inline'",
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
      const cookie = services.door.enter(request.query.token, request.protocol === 'https')
      if (cookie !== undefined) return reply.header('set-cookie', cookie).redirect('/console/')
      // Who is inside already follows an old link home.
      if (services.door.isInside(request)) return reply.redirect('/console/')
      return closedDoor('link', request, reply)
    },
  )
  app.get('/console', (_request, reply) => reply.redirect('/console/'))
  if (services.feed) await app.register(liveRoutes, liveServices(services))
  if (existsSync(built)) await app.register(pages, { ...services, console: built })
}

const pages: FastifyPluginAsyncTypebox<Services & Pages> = async (app, services) => {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'content-security-policy': POLICY,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    if (services.door.isInside(request)) done()
    else closedDoor('session', request, reply)
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
  const reader = requireReader(services)
  return { feed: services.feed as never, clock: () => services.env.now(), onRequest: reader }
}
