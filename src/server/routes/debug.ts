import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { COOKIE_SECRET, visitorKey } from '../../core/visitor-key.ts'
import { nickname } from '../../engine/genome/nickname.ts'
import { Debugged } from '../../schema/debugged.ts'
import { cookieOf } from '../cookie.ts'
import { tellPassed } from '../debug/tell.ts'
import type { Trails } from '../debug/trails.ts'
import { nameIn, namesOf } from '../live-feed.ts'
import { type Origins, requireOwnPage } from '../own-page.ts'
import type { Services } from '../services.ts'
import { isStaff } from '../staff.ts'
import { requireStaff } from '../trust.ts'
import { VISITOR_COOKIE } from '../visitor-cookie.ts'

type DebugServices = Services & { trails: Trails; origins: Origins }

/**
 * GET /v1/debug: what the overlay of `?vitrine=debug` shows. It speaks of the browser that asks,
 * by its own cookie, and to the shop's people only: there is no way to name anybody else.
 */
export const debugRoute: FastifyPluginAsyncTypebox<DebugServices> = async (app, services) => {
  const { shop, trails, origins } = services

  app.get(
    '/v1/debug',
    {
      onRequest: requireStaff(services),
      schema: {
        summary: 'What happened to this browser, what it changed, and what was decided for it',
        description: 'For browsers marked by a staff pass, or with a session of the console.',
        tags: ['steer'],
        callers: 'link',
        querystring: Type.Object({
          language: Type.Optional(Type.Enum(['fr', 'en'])),
          after: Type.Optional(Type.Integer({ minimum: 0 })),
        }),
        response: { 200: Debugged },
      },
    },
    request => {
      requireOwnPage(request, origins)
      const { language = 'en', after = 0 } = request.query
      const secret = cookieOf(request.headers.cookie, VISITOR_COOKIE)
      const visitor = secret && COOKIE_SECRET.test(secret) ? visitorKey(secret) : undefined
      const isKnown = visitor !== undefined && !shop.forgotten.has(visitor)
      const { catalogue } = shop.engine
      const words = { language, names: namesOf(() => catalogue), nameOf: nameIn(catalogue) }
      const passed = isKnown ? trails.watch(visitor) : []
      return {
        isKnown,
        isStaff: isStaff(request, services),
        nickname: isKnown ? nickname(shop.engine.canonical(visitor), language) : '',
        happenings: passed
          .filter(({ n }) => n > after)
          .flatMap(one => tellPassed(one, words) ?? []),
      }
    },
  )
}
