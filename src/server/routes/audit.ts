import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Change } from '../../engine/audit.ts'
import { nickname } from '../../engine/genome/nickname.ts'
import { type AuditEntry, AuditPage } from '../../schema/audit.ts'
import { aboutOf, namesIn } from '../audit-names.ts'
import { changesBefore } from '../audit-pages.ts'
import { both } from '../live/words.ts'
import type { Services } from '../services.ts'
import { requireDesk } from '../trust.ts'

const AuditQuery = Type.Object(
  {
    before: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    /** Coming in changes nothing: what changed something, or who came in; both unless told. */
    kind: Type.Optional(Type.Enum(['changes', 'sign_ins'])),
  },
  { additionalProperties: false },
)

/** Who changed what, when, and what it was before. */
export const auditRoute: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, people } = services

  app.get(
    '/v1/audit',
    {
      onRequest: requireDesk(services, 'read'),
      schema: {
        tags: ['operate'],
        callers: 'desk',
        role: 'manager',
        summary:
          'Who changed what, newest first, for as long as the log is kept; "kind" leaves out who came in',
        querystring: AuditQuery,
        response: { 200: AuditPage },
      },
    },
    async ({ query: { before = Number.MAX_SAFE_INTEGER, limit = 50, kind } }) => {
      const changes = await changesBefore(before, limit, kind, services)
      const named = (id: string | undefined) => (id ? people.get(id)?.name : undefined)
      const entries: AuditEntry[] = []
      for (const change of changes) {
        const [name, onName] = [named(change.by), named(change.on) ?? segmentOf(change)]
        const about = aboutOf(change, shop.engine)
        const visitor = await visitorOf(change)
        entries.push({
          ...change,
          ...(name && { name }),
          ...(onName && { onName }),
          ...(about && { about }),
          ...(visitor && { visitor }),
        })
      }
      const last = entries.at(-1)
      return {
        entries,
        currency: shop.engine.settings.currency,
        names: namesIn(changes, shop.engine),
        ...(last && entries.length === limit && { older: last.position }),
      }
    },
  )

  /** Whose people were exported, as the segment is called now. */
  function segmentOf({ what, on }: Change): string | undefined {
    if (what !== 'members_exported') return undefined
    return shop.engine.segments.held.all().find(({ id }) => id === on)?.name
  }

  /** The record alone says who it was; whoever was erased since is nobody in it. */
  async function visitorOf({ what, position }: Change): Promise<AuditEntry['visitor']> {
    if (what !== 'visitors_merged' && what !== 'trait_corrected') return undefined
    const record = await shop.recordAt(position)
    const body = record?.body as { visitor?: string; into?: string } | undefined
    const key = body?.into ?? body?.visitor
    const visitor = key && (await shop.lookAt(key, (_, canonical) => canonical))
    return visitor ? { key: visitor, nickname: both(l => nickname(visitor, l)) } : undefined
  }
}
