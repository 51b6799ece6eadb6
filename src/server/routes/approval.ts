import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { PLACEMENTS, type PlacementKind } from '../../schema/decision.ts'
import { Approval, ApprovalPatch } from '../../schema/rule-told.ts'
import { inTurn } from '../in-turn.ts'
import { shopRecord } from '../own-records.ts'
import type { Services } from '../services.ts'
import { requireDesk, whoOf } from '../trust.ts'

/**
 * On which placements an experience must be approved before the engine may choose it. Where it
 * must, the engine shows the default except in situations where a rule approves, pins or limits
 * another; the uniform slice goes on trying all, or there would be nothing to approve.
 */
export const approvalRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const shared = { tags: ['rules'], callers: 'desk' as const, response: { 200: Approval } }
  const turn = inTurn()

  app.get(
    '/v1/approval',
    {
      onRequest: requireDesk(services, 'read'),
      schema: {
        ...shared,
        role: 'viewer',
        summary: 'Placements where experiences must be approved',
      },
    },
    () => approval(),
  )

  app.patch(
    '/v1/approval',
    {
      onRequest: requireDesk(services, 'rules'),
      schema: {
        ...shared,
        role: 'manager',
        summary: 'Ask for approval on a placement, or no more',
        body: ApprovalPatch,
      },
    },
    async request => {
      const { why, ...asked } = request.body as Record<string, unknown> & { why?: string }
      const by = whoOf(request)
      await turn(() => change(asked as Wanted, by, why))
      return approval()
    },
  )

  function approval(): Approval {
    const { rules } = shop.engine
    return {
      placements: Object.fromEntries(PLACEMENTS.map(kind => [kind, rules.needsApproval(kind)])),
      history: rules.approvals.toReversed().map(({ placements, ...change }) => ({
        ...change,
        after: placements,
      })),
    }
  }

  async function change(wanted: Wanted, by: string, why: string | undefined): Promise<void> {
    const { rules } = shop.engine
    const before = PLACEMENTS.filter(kind => rules.needsApproval(kind))
    const placements = PLACEMENTS.filter(kind => wanted[kind] ?? rules.needsApproval(kind))
    if (placements.join() === before.join()) return
    const body = { placements, before, by, ...(why !== undefined && { why }), time: env.now() }
    await shop.take([shopRecord('approval_changed', body, env)])
  }
}

type Wanted = Partial<Record<PlacementKind, boolean>>
