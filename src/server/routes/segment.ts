import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { SEGMENT_CALLS, type SegmentCall } from '../../ingest/index.ts'
import { fateOf, judgeSegmentCall } from '../intake.ts'
import type { Gate } from '../overload/gate.ts'
import { readBodies } from '../overload/json-body.ts'
import { kindOfCall } from '../overload/kinds.ts'
import type { Services } from '../services.ts'
import { surroundings } from '../surroundings.ts'
import { traced } from '../tracing.ts'
import { requireKey } from '../trust.ts'
import { whoIs } from '../who.ts'
import { Refusal } from './events.ts'

/** The message is judged by `ingest`; only its frame is bounded here. */
const Message = Type.Object({}, { additionalProperties: true })

const Answer = Type.Object({
  success: Type.Boolean(),
  accepted: Type.Integer(),
  repaired: Type.Integer(),
  repeated: Type.Integer(),
  merged: Type.Integer(),
  refused: Type.Array(Refusal),
  warnings: Type.Optional(Type.Array(Refusal)),
})

/**
 * POST /v1/{identify,track,page,screen,group,alias,batch}: what Segment's libraries
 * send, with the write key as the user of Basic authorisation. The answer comes when
 * everything is on disk; `success` is true when nothing was refused.
 */
export const segmentRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  readBodies(app, ['application/json'], services.gate)
  for (const call of SEGMENT_CALLS) {
    app.post(
      `/v1/${call}`,
      {
        onRequest: requireKey(services, 'events'),
        schema: {
          summary: `Segment's ${call}`,
          tags: ['collect'],
          callers: 'public',
          body: Message,
          response: { 200: Answer },
        },
      },
      async (request, reply) => {
        const { chosen } = request.body as { chosen?: unknown }
        const who = whoIs(request, reply, { consent: consentOf(request), chosen }, services)
        const around = surroundings(request, isServer(request) ? 'server' : 'web')
        admitAll(call as SegmentCall, request.body, services.gate)
        const intake = judgeSegmentCall(call as SegmentCall, request.body, who, around, services)
        if (who.isNew) services.shop.residents.welcome(who.visitor as string)
        const { repeated } = await traced(request, 'append', () =>
          services.shop.take(intake.records, intake.told),
        )
        const fate = fateOf(intake, repeated)
        return { success: fate.refused.length === 0, merged: intake.merged, ...fate }
      },
    )
  }
}

/** Segment has no word for it: ours is read from the message, and a shop's server speaks for its visitors. */
function consentOf(request: FastifyRequest) {
  const said = (request.body as { consent?: unknown }).consent
  if (said === 'personal' || said === 'measure' || said === 'page') return said
  return isServer(request) ? 'personal' : undefined
}

/**
 * All of it or nothing: Segment's libraries know no answer that says which part to send
 * again. A batch with something dear in it comes in whole.
 */
function admitAll(call: SegmentCall, body: unknown, gate: Gate): void {
  if (gate.isOpen) return
  const { batch } = body as { batch?: unknown }
  const messages = call === 'batch' && Array.isArray(batch) ? batch : [body]
  const isDear = messages.some(message => kindOfCall(call, message) === 'dear')
  if (!gate.admits(isDear ? 'dear' : 'page')) throw gate.refusal()
}

function isServer(request: FastifyRequest): boolean {
  return request.caller?.kind === 'server'
}
