import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { TraitId, VisitorTold } from '../../schema/visitor-told.ts'
import { mergeRecords } from '../join.ts'
import { readBodies } from '../overload/json-body.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireDesk, whoOf } from '../trust.ts'
import { correct } from '../why/correct.ts'

const closed = { additionalProperties: false }
const Key = Type.String({ minLength: 1, maxLength: 128 })
const MergeBody = Type.Object(
  {
    /** Key of the other: what they did joins the one in the address. */
    with: Key,
  },
  closed,
)
const WordBody = Type.Object(
  {
    /** As it was told. */
    trait: TraitId,
    /** `true`: this is wrong; `false`: the shop takes that back. */
    wrong: Type.Boolean(),
  },
  closed,
)

/** What the shop's people do by hand to what is known of a visitor. Each is a record that says who. */
export const visitorDeskRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const shared = {
    tags: ['understand'],
    callers: 'desk' as const,
    params: Type.Object({ key: Key }),
    response: { 200: VisitorTold },
  }
  const onRequest = requireDesk(services, 'privacy')
  readBodies(app, ['application/json'], services.gate)

  app.post(
    '/v1/visitors/:key/merge',
    {
      onRequest,
      schema: {
        ...shared,
        role: 'manager' as const,
        summary: 'Say that two visitors are one person; it cannot be taken back',
        description:
          'What both did, and the place of the one in the address in the split, are one visitor’s from then on. The answer is that visitor.',
        body: MergeBody,
      },
    },
    async request => {
      const into = await known(request.params.key, '/key')
      const from = await known(request.body.with, '/with')
      if (from === into) throw oneAlready()
      const now = env.now()
      const merge = { from, into, by: whoOf(request), time: now }
      await shop.take(mergeRecords(merge, now))
      return await told(into)
    },
  )

  app.post(
    '/v1/visitors/:key/corrections',
    {
      onRequest,
      schema: {
        ...shared,
        role: 'editor' as const,
        summary: 'Say for a visitor that something believed of them is wrong, or take that back',
        description:
          'The same record as the visitor’s own word (POST /v1/why), marked as the shop’s. What they said themselves only they change.',
        body: WordBody,
      },
    },
    async request => {
      const visitor = await known(request.params.key, '/key')
      await correct(visitor, { ...request.body, by: whoOf(request) }, services)
      return await told(visitor)
    },
  )

  /** Whom a key stands for today. @throws Problem 404 where nothing is kept of them */
  async function known(key: string, field: string): Promise<string> {
    const found = shop.forgotten.has(key)
      ? undefined
      : await shop.lookAt(key, (_, visitor) => visitor)
    if (found !== undefined) return found
    const detail =
      'Nothing is known of this visitor: send a key as the console’s address has it (#/visitors/KEY).'
    throw new Problem(404, 'unknown_visitor', detail, { field })
  }

  async function told(visitor: string): Promise<VisitorTold> {
    const now = await shop.tellVisitor(visitor, env.now())
    if (now) return now
    throw new Problem(404, 'unknown_visitor', 'This visitor was erased meanwhile.', {
      field: '/key',
    })
  }
}

function oneAlready(): Problem {
  const detail = 'These two keys are one visitor already.'
  return new Problem(409, 'one_already', detail, { field: '/with' })
}
