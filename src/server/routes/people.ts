import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Invitation, Invited, PeopleTold, PersonTold, RoleChange } from '../../schema/person.ts'
import type { Person } from '../people/person.ts'
import { Team, toldOf } from '../people/team.ts'
import type { Services } from '../services.ts'
import { requirePerson } from '../trust.ts'

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 16 }) })
const Done = Type.Object({ done: Type.Boolean() })

/** The team: who is in it, who is invited, who may what. */
export const peopleRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { people, env } = services
  const team = new Team(services)
  const theirs = { onRequest: requirePerson(services) }
  const shared = { tags: ['people'], callers: 'person' as const, role: 'manager' as const }

  app.get(
    '/v1/people',
    {
      ...theirs,
      schema: { ...shared, summary: 'Everybody with an account', response: { 200: PeopleTold } },
    },
    () => ({ people: people.all().map(person => toldOf(person, env.now())) }),
  )

  app.post(
    '/v1/people',
    {
      ...theirs,
      schema: {
        ...shared,
        summary: 'Invite somebody: the answer holds the link to pass on, this once',
        body: Invited,
        response: { 200: Invitation },
      },
    },
    async request => linked(await team.invite(request.body, request.inside!), request),
  )

  app.post(
    '/v1/people/:id/invitation',
    {
      ...theirs,
      schema: {
        ...shared,
        summary: 'A new link for somebody; their password and second factor are gone',
        params: Id,
        response: { 200: Invitation },
      },
    },
    async request => linked(await team.renew(request.params.id, request.inside!), request),
  )

  app.patch(
    '/v1/people/:id',
    {
      ...theirs,
      schema: {
        ...shared,
        summary: 'Another role, from now on',
        params: Id,
        body: RoleChange,
        response: { 200: PersonTold },
      },
    },
    async ({ params, body, inside }) =>
      toldOf(await team.changeRole(params.id, body.role, inside!), env.now()),
  )

  app.delete(
    '/v1/people/:id',
    {
      ...theirs,
      schema: {
        ...shared,
        summary: 'Remove somebody: their sessions end with this answer',
        params: Id,
        response: { 200: Done },
      },
    },
    async ({ params, inside }) => {
      await team.remove(params.id, inside!)
      return { done: true }
    },
  )

  /** The token stands behind a hash: no server, proxy or log sees it when the link is followed. */
  function linked({ person, token }: { person: Person; token: string }, request: FastifyRequest) {
    const now = people.get(person.id) ?? person
    return {
      person: toldOf(now, env.now()),
      link: `${request.protocol}://${request.host}/console/#/join/${token}`,
      until: now.invitation?.until ?? env.now(),
    }
  }
}
