import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { PersonExport } from '../../schema/person-export.ts'
import {
  ErasureProof,
  FindBody,
  FoundPeople,
  ProofBody,
  RequestBody,
  RequestsTold,
} from '../../schema/privacy-request.ts'
import { exportOf } from '../erasure/person-export.ts'
import { findPeople } from '../privacy-desk/find.ts'
import { proofOf } from '../privacy-desk/proof.ts'
import { askedRecord, erasureAsked, tellRequests } from '../privacy-desk/requests.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireDesk, whoOf } from '../trust.ts'

const RETRY_S = 20

/**
 * Where the shop answers those who ask what is known of them, or to be forgotten. Whoever is
 * named stands in a body, never in an address: proxies write addresses down.
 */
export const privacyDeskRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env, erasure } = services
  const onRequest = requireDesk(services, 'privacy')
  const shared = { tags: ['privacy'], callers: 'desk' as const, role: 'manager' as const }
  // Each of these reads much of what is kept: one after the other.
  let reading = false

  app.post(
    '/v1/privacy-requests/find',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'Whom a key, a name or an e-mail address stands for',
        body: FindBody,
        response: { 200: FoundPeople },
      },
    },
    ({ body }) => alone(async () => ({ people: await findPeople(body.name, services) })),
  )

  app.get(
    '/v1/privacy-requests',
    {
      onRequest,
      schema: {
        ...shared,
        summary:
          'Who asked to know or to be forgotten: when, and how far that is; never who it was',
        response: { 200: RequestsTold },
      },
    },
    () => tellRequests(services),
  )

  app.post(
    '/v1/privacy-requests/erase',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'Forget a person, and keep that it was asked for',
        body: RequestBody,
        response: { 202: ErasureProof },
      },
    },
    async (request, reply) => {
      const asked = await note(request, 'erase')
      await erasure.erase(request.body.visitor)
      return reply.code(202).send(await alone(() => proofOf(asked.id, asked, services)))
    },
  )

  app.post(
    '/v1/privacy-requests/export',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'All that is kept of a person, in one document; that it was asked for is kept',
        body: RequestBody,
        sends: { 200: { 'application/json': PersonExport } },
      },
    },
    async (request, reply) => {
      const { visitor } = request.body
      if (shop.forgotten.has(visitor)) throw nobody()
      await note(request, 'export')
      // Who was found by an address is known by it alone.
      const person = { visitor, address: visitor, isWhole: true }
      const document = exportOf(person, services, env.now())
      reply.header('content-disposition', 'attachment; filename="person.json"')
      return reply.type('application/json; charset=utf-8').send(Readable.from(document))
    },
  )

  app.post(
    '/v1/privacy-requests/proof',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'Look for somebody who was forgotten, in everything that is kept',
        body: ProofBody,
        response: { 200: ErasureProof },
      },
    },
    ({ body: { id } }) => {
      const asked = erasureAsked(id, services)
      if (asked) return alone(() => proofOf(id, asked, services))
      const says = 'No erasure has this id; GET /v1/privacy-requests lists them.'
      throw new Problem(404, 'unknown_request', says, { field: '/id' })
    },
  )

  async function note(request: FastifyRequest<{ Body: RequestBody }>, kind: 'export' | 'erase') {
    const record = askedRecord(request.body, kind, whoOf(request), services)
    await shop.take([record])
    return record.body
  }

  async function alone<T>(read: () => Promise<T>): Promise<T> {
    if (reading) {
      const says = `Another request is being looked for; try again in ${RETRY_S} s.`
      throw new Problem(429, 'too_many', says, {
        params: { seconds: RETRY_S },
        headers: { 'retry-after': String(RETRY_S) },
      })
    }
    reading = true
    try {
      return await read()
    } finally {
      reading = false
    }
  }
}

function nobody(): Problem {
  return new Problem(404, 'unknown_visitor', 'Nothing is kept of this visitor.', {
    field: '/visitor',
  })
}
