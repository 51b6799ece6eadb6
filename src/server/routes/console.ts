import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import files from '@fastify/static'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { liveRoutes } from '../live/routes.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireReader } from '../trust.ts'

/** Pictures come from the shop's own address, everything else from here. */
const POLICY =
  "default-src 'self'; img-src * data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
const BUILT = resolve(import.meta.dirname, '../../../dist/console')

/** The console: its door, its pages, and the live rooms behind the same session. */
export const consoleRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  app.get(
    '/console/enter',
    { schema: { querystring: Type.Object({ token: Type.String({ maxLength: 64 }) }) } },
    (request, reply) => {
      const cookie = services.door.enter(request.query.token, request.protocol === 'https')
      if (cookie === undefined) throw usedLink()
      return reply.header('set-cookie', cookie).redirect('/console/')
    },
  )
  app.get('/console', (_request, reply) => reply.redirect('/console/'))
  if (services.feed) await app.register(liveRoutes, liveServices(services))
  if (existsSync(BUILT)) await app.register(pages, services)
}

const pages: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('content-security-policy', POLICY)
    done(services.door.isInside(request) ? undefined : needsLink())
  })
  await app.register(files, { root: BUILT, prefix: '/console/', wildcard: false, maxAge: 0 })
  // The console's own addresses (`/console/events`) are all its one page.
  app.get('/console/*', (_request, reply) => reply.sendFile('index.html'))
}

function liveServices(services: Services) {
  const reader = requireReader(services)
  return { feed: services.feed as never, clock: () => services.env.now(), preHandler: reader }
}

function needsLink(): Problem {
  const detail =
    'Open the console by the link that "npm start" prints; data/run.json always holds a fresh one.'
  return new Problem(401, 'console_session', detail)
}

function usedLink(): Problem {
  const detail =
    'This link was used or is older than 15 minutes; data/run.json holds a fresh one under "console".'
  return new Problem(403, 'console_link', detail, { field: 'token' })
}
