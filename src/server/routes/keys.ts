import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { HOUR } from '../../core/clock.ts'
import { KeyEnd, KeyMade, KeysTold, KeyWanted } from '../../schema/settings-told.ts'
import { SCOPES } from '../keys.ts'
import { noteChange } from '../people/team.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requirePerson, whoOf } from '../trust.ts'

const Name = Type.Object({ name: Type.String({ pattern: '^[0-9a-f]{12}$' }) })

/**
 * The shop's server keys, one replaced by another without a gap: the new one opens beside the
 * old, and the old one ends at a time. No key makes or ends keys: only an owner of the console.
 */
export const keysRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { keys, env } = services
  const theirs = { onRequest: requirePerson(services) }
  const shared = { tags: ['operate'], callers: 'person' as const, role: 'owner' as const }

  app.get(
    '/v1/keys',
    {
      ...theirs,
      schema: {
        ...shared,
        summary: 'Which keys open, and until when',
        response: { 200: KeysTold },
      },
    },
    () => told(),
  )

  app.post(
    '/v1/keys',
    {
      ...theirs,
      schema: {
        ...shared,
        summary: 'A new server key, shown this once; the old one ends when you say',
        body: KeyWanted,
        response: { 200: KeyMade },
      },
    },
    async request => {
      const { scopes = [...SCOPES], oldEndsInHours } = request.body
      if (keys.live().length >= 2) throw twoLive()
      const ends = env.now() + oldEndsInHours * HOUR
      const before = { keys: keys.live().map(({ name }) => name) }
      await noteChange(services, {
        ...{ by: whoOf(request), what: 'key_made', before },
        after: { scopes, oldEnds: ends },
      })
      const key = keys.begin(scopes, ends)
      return { key, name: keys.live()[0].name }
    },
  )

  app.patch(
    '/v1/keys/:name',
    {
      ...theirs,
      schema: {
        ...shared,
        summary: 'When a server key ends: 0 hours is now',
        params: Name,
        body: KeyEnd,
        response: { 200: KeysTold },
      },
    },
    async request => {
      const { name } = request.params
      const known = keys.live().find(key => key.name === name)
      if (known === undefined) throw unknownKey()
      const ends = env.now() + request.body.endsInHours * HOUR
      await noteChange(services, {
        ...{ by: whoOf(request), what: 'key_ended', on: name },
        ...{ before: { ends: known.endsAt ?? null }, after: { ends } },
      })
      keys.end(name, ends)
      return told()
    },
  )

  function told(): KeysTold {
    const server = keys.live().map(({ name, scopes, madeAt, endsAt, usedAt }) => ({
      ...{ name, scopes: [...scopes], made: madeAt },
      ...(endsAt !== undefined && { ends: Math.round(endsAt) }),
      ...(usedAt !== undefined && { used: usedAt }),
    }))
    return { public: keys.publicKey, server, now: env.now() }
  }
}

function twoLive(): Problem {
  const detail = 'Two keys open already: end the older one first, or wait until it has ended.'
  return new Problem(409, 'two_keys', detail)
}

function unknownKey(): Problem {
  const detail = 'No key of this name opens now; GET /v1/keys lists those that do.'
  return new Problem(404, 'unknown_key', detail, { field: '/name' })
}
