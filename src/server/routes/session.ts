import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest, RouteOptions } from 'fastify'
import { Type } from 'typebox'
import { Joining, type Role, SessionTold, SignInBody } from '../../schema/person.ts'
import { type Inside, isSecure, requirePrivateLine } from '../console-door.ts'
import { networkOf } from '../network-of.ts'
import { requireOwnPage } from '../own-page.ts'
import { hashPassword, requireGood } from '../people/password.ts'
import { SignIn } from '../people/sign-in.ts'
import { noteChange, toldOf } from '../people/team.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { shopTitle } from '../shop-title.ts'
import { unmarkStaff } from '../staff.ts'
import { isAtLeast, requirePerson, withinRate } from '../trust.ts'

interface SessionServices extends Services {
  /** Every route there is, for what a role may call. */
  routes: readonly RouteOptions[]
}

const Done = Type.Object({ done: Type.Boolean() })
const tags = ['people']

/** Coming in, being inside, going out. */
export const sessionRoutes: FastifyPluginAsyncTypebox<SessionServices> = async (app, services) => {
  const { people, door, env, shop } = services
  const signIn = new SignIn(people, env)
  const mine = { onRequest: requirePerson(services) }
  const open = {
    onRequest: async (request: FastifyRequest) => {
      const slow = withinRate(request, services)
      if (slow) throw slow
      requireOwnPage(request, [])
      requirePrivateLine(request)
    },
  }
  const shared = { tags, callers: 'person' as const, role: 'viewer' as const }

  app.post(
    '/v1/session',
    {
      ...open,
      schema: {
        tags,
        summary: 'Sign in to the console; with a second factor, its code too',
        body: SignInBody,
        response: { 200: SessionTold },
      },
    },
    async (request, reply) => {
      const person = await signIn.check(request.body, networkOf(request.ip))
      await noteChange(services, { by: person.id, what: 'signed_in', before: null, after: null })
      return told(door.open(person, request, reply), request)
    },
  )

  app.get(
    '/v1/session',
    {
      ...mine,
      schema: {
        ...shared,
        summary: 'Who is inside, and what they may',
        response: { 200: SessionTold },
      },
    },
    request => told(request.inside!, request),
  )

  app.post(
    '/v1/session/here',
    {
      ...mine,
      schema: { ...shared, summary: 'Somebody is at the keyboard', response: { 200: Done } },
    },
    ({ inside }) => {
      door.sessions.touch(inside!.session)
      return { done: true }
    },
  )

  app.delete(
    '/v1/session',
    { ...mine, schema: { ...shared, summary: 'Sign out', response: { 200: Done } } },
    (request, reply) => {
      door.leave(request, reply)
      unmarkStaff(request, reply)
      return { done: true }
    },
  )

  app.post(
    '/v1/invitations',
    {
      ...open,
      schema: {
        tags,
        summary: 'Choose a password by the link of an invitation, and come in',
        body: Joining,
        response: { 200: SessionTold },
      },
    },
    async (request, reply) => {
      const { token, password } = request.body
      const invited = people.byInvitation(token)
      if (invited === undefined) throw oldLink()
      requireGood(password, [invited.email, invited.name, 'vitrine'])
      const kept = await hashPassword(password, env)
      // Whoever else followed the same link meanwhile was first.
      if (people.byInvitation(token)?.id !== invited.id) throw oldLink()
      await noteChange(services, {
        ...{ by: invited.id, what: 'person_joined', on: invited.id },
        ...{ before: null, after: { role: invited.role } },
      })
      const person = people.change(invited.id, ({ invitation, ...rest }) => ({
        ...{ ...rest, password: kept, lastSeen: env.now() },
      }))
      return told(door.open(person, request, reply), request)
    },
  )

  function told(inside: Inside, request: FastifyRequest): SessionTold {
    const { session, role, person } = inside
    return {
      ...(person && { person: toldOf(person, env.now()) }),
      ...{ role, token: session.token, may: mayOf(role, services.routes) },
      ...{
        secure: isSecure(request),
        until: door.sessions.endOf(session),
        shop: shopTitle(shop.name),
        timeZone: shop.engine.settings.timeZone,
      },
    }
  }
}

/** What a role opens, as the routes themselves say. */
export function mayOf(role: Role, routes: readonly RouteOptions[]): string[] {
  return routes.flatMap(({ method, url, schema }) => {
    if (schema?.role === undefined || !isAtLeast(role, schema.role)) return []
    return [method].flat().flatMap(name => (name === 'HEAD' ? [] : `${name} ${url}`))
  })
}

function oldLink(): Problem {
  const detail = 'This link was used, is older than three days, or was replaced: ask for another.'
  return new Problem(403, 'invitation', detail, { field: '/token' })
}
