import cors from '@fastify/cors'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyServerOptions, LogController, type RouteOptions } from 'fastify'
import { LIMITS } from '../schema/limits.ts'
import { beforeRoutes } from './before-routes.ts'
import { serializerCompiler, validatorCompiler } from './compilers.ts'
import { describe, type OpenApi } from './openapi.ts'
import { frontDoor } from './overload/front-door.ts'
import type { Origins } from './own-page.ts'
import { onError, Problem, sendProblem } from './problem.ts'
import { accountRoutes } from './routes/account.ts'
import { analysisRoutes } from './routes/analysis.ts'
import { approvalRoutes } from './routes/approval.ts'
import { arrangeRoute } from './routes/arrange.ts'
import { auditRoute } from './routes/audit.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { catalogueRoomRoutes } from './routes/catalogue-room.ts'
import { consoleRoutes } from './routes/console.ts'
import { debugRoute } from './routes/debug.ts'
import { decisionsRoute } from './routes/decisions.ts'
import { emailRoutes } from './routes/email.ts'
import { eventsRoute } from './routes/events.ts'
import { experiencesRoutes } from './routes/experiences.ts'
import { explainRoute } from './routes/explain.ts'
import { healthRoutes } from './routes/health.ts'
import { healthRoomRoutes } from './routes/health-room.ts'
import { identityRoutes } from './routes/identity.ts'
import { keysRoutes } from './routes/keys.ts'
import { membersRoute } from './routes/members.ts'
import { nudgeTermsRoutes } from './routes/nudge-terms.ts'
import { nudgesRoute } from './routes/nudges.ts'
import { offerTermsRoutes } from './routes/offer-terms.ts'
import { offersRoutes } from './routes/offers.ts'
import { ordersRoute } from './routes/orders.ts'
import { peopleRoutes } from './routes/people.ts'
import { previewsRoute } from './routes/previews.ts'
import { privacyRoutes } from './routes/privacy.ts'
import { privacyDeskRoutes } from './routes/privacy-desk.ts'
import { promisesRoutes } from './routes/promises.ts'
import { quarantineRoutes } from './routes/quarantine.ts'
import { renderRoutes } from './routes/render.ts'
import { resultsRoutes } from './routes/results.ts'
import { rowsRoutes } from './routes/rows.ts'
import { ruleDraftRoutes } from './routes/rule-draft.ts'
import { rulesRoutes } from './routes/rules.ts'
import { searchRoute } from './routes/search.ts'
import { segmentRoutes } from './routes/segment.ts'
import { segmentRoomRoutes } from './routes/segment-room.ts'
import { sessionRoutes } from './routes/session.ts'
import { settingsRoutes } from './routes/settings.ts'
import { splitRoutes } from './routes/split.ts'
import { staffRoutes } from './routes/staff.ts'
import { standingFeedsRoutes } from './routes/standing-feeds.ts'
import { tagRoutes } from './routes/tag.ts'
import { visitorDeskRoutes } from './routes/visitor-desk.ts'
import { webhooksRoutes } from './routes/webhooks.ts'
import { whyRoutes } from './routes/why.ts'
import { wishAnswersRoutes } from './routes/wish-answers.ts'
import { wishesRoute } from './routes/wishes.ts'

import { Findings } from './rules/findings.ts'
import { answerSafely } from './safe-headers.ts'
import type { Services } from './services.ts'
import { type Tracer, traceRequests } from './tracing.ts'

export interface AppOptions {
  /** Origins whose pages may call us directly; shops with a reverse path need none. */
  origins?: string[]
  logger?: FastifyServerOptions['logger']
  version?: string
  /** Told of every route there is. */
  onRoute?: (route: RouteOptions) => void
  /** Folder of the built console, where it is not the usual one. */
  console?: string
  /** Follows each request, where somebody watches. */
  tracer?: Tracer
}

/** All routes on one server, not yet listening. */
export async function buildApp(services: Services, options: AppOptions = {}) {
  const app = Fastify({
    logger: options.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    // A request's number would stand in one line of the log and nowhere else.
    childLoggerFactory: logger => logger,
    bodyLimit: LIMITS.bodyBytes,
    // The shop's reverse path stands in front of us, on this machine or its own network.
    trustProxy: 'loopback,linklocal,uniquelocal',
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 256 },
    serverFactory: frontDoor(services.gate),
    ...beforeRoutes,
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setSchemaErrorFormatter(errors => Object.assign(new Error(), { validation: errors }))
  app.setErrorHandler(onError)
  app.decorate('countProblem', (code: string) => services.metrics.problems.inc({ code }))
  app.decorateRequest('caller', undefined)
  app.decorateRequest('inside', undefined)
  app.decorateRequest('trace', undefined)
  if (options.tracer) traceRequests(app, options.tracer)

  const routes: RouteOptions[] = []
  app.addHook('onRoute', route => {
    routes.push(route)
    options.onRoute?.(route)
  })
  answerSafely(app)
  app.setNotFoundHandler((request, reply) => sendProblem(reply, notFound(request, routes)))
  // Written once: it is a millisecond's work, and anybody may ask.
  let described: OpenApi | undefined
  app.get('/openapi.json', () => {
    described ??= describe(routes, options.version ?? '0')
    return described
  })

  const origins = originsOf(services, options.origins)
  await app.register(cors, {
    origin: (origin, done) => done(null, origin !== undefined && origins.includes(origin)),
    credentials: true,
    maxAge: 3_600,
  })
  await app.register(eventsRoute, services)
  await app.register(decisionsRoute, services)
  await app.register(renderRoutes, services)
  await app.register(emailRoutes, services)
  await app.register(searchRoute, services)
  await app.register(arrangeRoute, services)
  await app.register(wishAnswersRoutes, services)
  await app.register(wishesRoute, { ...services, origins })
  await app.register(segmentRoutes, services)
  await app.register(identityRoutes, services)
  await app.register(privacyRoutes, { ...services, origins })
  await app.register(whyRoutes, { ...services, origins })
  await app.register(privacyDeskRoutes, services)
  await app.register(catalogueRoutes, services)
  await app.register(catalogueRoomRoutes, services)
  await app.register(standingFeedsRoutes, services)
  await app.register(ordersRoute, services)
  await app.register(resultsRoutes, services)
  await app.register(rowsRoutes, services)
  await app.register(visitorDeskRoutes, services)
  await app.register(analysisRoutes, services)
  const findings = new Findings(services.shop, services.env)
  await app.register(rulesRoutes, { ...services, findings })
  await app.register(ruleDraftRoutes, services)
  await app.register(segmentRoomRoutes, { ...services, findings })
  await app.register(experiencesRoutes, services)
  await app.register(previewsRoute, services)
  await app.register(staffRoutes, services)
  const { trails } = services
  if (trails) await app.register(debugRoute, { ...services, trails, origins })
  await app.register(approvalRoutes, services)
  await app.register(offerTermsRoutes, services)
  await app.register(nudgeTermsRoutes, services)
  await app.register(splitRoutes, services)
  await app.register(promisesRoutes, services)
  await app.register(nudgesRoute, services)
  await app.register(offersRoutes, services)
  await app.register(explainRoute, { ...services, findings })
  await app.register(quarantineRoutes, services)
  await app.register(sessionRoutes, { ...services, routes })
  await app.register(accountRoutes, services)
  await app.register(peopleRoutes, services)
  await app.register(auditRoute, services)
  await app.register(keysRoutes, services)
  await app.register(webhooksRoutes, services)
  await app.register(membersRoute, services)
  await app.register(settingsRoutes, { ...services, started: options.origins ?? [] })
  await app.register(consoleRoutes, { ...services, console: options.console })
  await app.register(tagRoutes)
  await app.register(healthRoomRoutes, services)
  await app.register(healthRoutes, services)
  return app
}

/** Those the process was started with, and those an owner has added since. */
function originsOf({ shop }: Services, started: readonly string[] = []): Origins {
  return {
    includes: origin =>
      started.includes(origin) || (shop.engine.settings.origins?.includes(origin) ?? false),
  }
}

/** A path that exists for other methods is 405 with their names, anything else 404. */
function notFound(request: { method: string; url: string }, routes: readonly RouteOptions[]) {
  const path = request.url.split('?', 1)[0]
  const methods = routes
    .filter(route => route.method !== 'OPTIONS' && matches(route.url, path))
    .flatMap(route => route.method)
  if (methods.length === 0) {
    return new Problem(
      404,
      'not_found',
      'There is nothing here; /openapi.json lists what there is.',
    )
  }
  const allow = [...new Set(methods)].join(', ')
  return new Problem(405, 'method', `This path answers to ${allow} only.`, {
    headers: { allow },
  })
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (pattern.endsWith('*')) return path.startsWith(pattern.slice(0, -1))
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => (part.startsWith(':') ? given[i] !== '' : part === given[i]))
  )
}
