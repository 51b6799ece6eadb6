import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { CHANNELS, type Channel } from '../../schema/event.ts'
import { LIMITS } from '../../schema/limits.ts'
import { Newcomer } from '../../schema/newcomer.ts'
import { fateOf, judge } from '../intake.ts'
import { openLinkIn } from '../join.ts'
import { RETRY_AFTER_S } from '../overload/gate.ts'
import { readBodies } from '../overload/json-body.ts'
import { kindOf } from '../overload/kinds.ts'
import { letImportWait, replaced, sift } from '../overload/sift.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { surroundings } from '../surroundings.ts'
import { traced } from '../tracing.ts'
import { requireKey } from '../trust.ts'
import { whoIs } from '../who.ts'

/** Each event is judged alone by `ingest`, so the schema leaves events open on purpose. */
const EventsBody = Type.Object(
  {
    events: Type.Array(Type.Unknown(), { minItems: 1, maxItems: LIMITS.events }),
    /** The sender's clock when it sent, to correct the events' times by. */
    sentAt: Type.Optional(Type.Union([Type.Number(), Type.String({ maxLength: 40 })])),
    consent: Type.Optional(Type.Enum(['personal', 'measure', 'page'])),
    /** Personal service was chosen in spite of the browser's `Sec-GPC`. */
    chosen: Type.Optional(Type.Boolean()),
    newcomer: Type.Optional(Newcomer),
    /** Only with a server key; a browser is known by its cookie. */
    visitor: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.id })),
    /** Only with a server key: it is one of the shop's own people. */
    staff: Type.Optional(Type.Boolean()),
    /** Only with a server key: where it happened. `import` lifts the limit on age. */
    channel: Type.Optional(Type.Enum([...CHANNELS])),
    context: Type.Optional(Type.Unknown()),
  },
  { additionalProperties: false },
)

export const Refusal = Type.Object({
  index: Type.Integer(),
  field: Type.String(),
  code: Type.String(),
  reason: Type.String(),
})

const EventsFate = Type.Object({
  accepted: Type.Integer(),
  repaired: Type.Integer(),
  repeated: Type.Integer(),
  refused: Type.Array(Refusal),
  /** Kept, and perhaps meant otherwise. */
  warnings: Type.Optional(Type.Array(Refusal)),
  /** Places of the events put off because there was too much to do: send those again. */
  shed: Type.Optional(Type.Array(Type.Integer())),
  /** What became of the link that the page was opened with. */
  link: Type.Optional(
    Type.Object({
      joined: Type.Boolean(),
      field: Type.Optional(Type.String()),
      code: Type.Optional(Type.String()),
      reason: Type.Optional(Type.String()),
    }),
  ),
})

/**
 * POST /v1/events: accept a batch from the tag or from the shop's server.
 *
 * One bad event never costs its neighbours: the good ones are kept, the bad ones are
 * set aside with a reason, and the answer says which is which. It comes when all of
 * them are on disk.
 */
export const eventsRoute: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { gate } = services
  // `sendBeacon` can only send text/plain across origins without asking first.
  readBodies(app, ['application/json', 'text/plain'], gate)

  app.post(
    '/v1/events',
    {
      onRequest: requireKey(services, 'events'),
      schema: {
        summary: 'Send events',
        description:
          'Events carry GA4 names and fields. Those refused are named with the reason; those put off because there was too much to do stand in `shed`, and are to be sent again after Retry-After. When all were put off the answer is 503.',
        tags: ['collect'],
        callers: 'public',
        body: EventsBody,
        response: { 202: EventsFate },
      },
    },
    async (request, reply) => {
      const started = services.env.monotonic()
      const { body } = request
      const who = whoIs(request, reply, body, services)
      if (who.consent === 'page') return reply.code(202).send(nothingKept(body.events.length))
      const around = surroundings(request, channelOf(request, body.channel))
      const isImport = around.channel === 'import'
      if (isImport) await letImportWait(gate, services.env)
      const sifted = sift(body.events, gate, isImport ? () => 'dear' : kindOf)
      const intake = judge({ ...body, events: sifted.events }, who, around, services)
      if (who.isNew) services.shop.residents.welcome(who.visitor as string)
      const { repeated } = await traced(request, 'append', () =>
        services.shop.take(intake.records, intake.told),
      )
      services.metrics.acknowledgeSeconds.observe((services.env.monotonic() - started) / 1000)
      const link = await openLinkIn(sifted.events, who.verified ? undefined : who.visitor, services)
      const fate = { ...fateOf(intake, repeated), ...(link && { link }) }
      fate.refused = replaced(fate.refused, sifted)
      if (fate.warnings) fate.warnings = replaced(fate.warnings, sifted)
      if (sifted.shed.length === 0) return reply.code(202).send(fate)
      reply.header('retry-after', RETRY_AFTER_S)
      return reply.code(202).send({ ...fate, shed: sifted.shed })
    },
  )
}

function channelOf(request: FastifyRequest, said: Channel | undefined): Channel {
  if (request.caller?.kind === 'server') return said ?? 'server'
  if (said === undefined || said === 'web' || said === 'app') return said ?? 'web'
  const detail = 'A public key speaks for web and app only.'
  throw new Problem(403, 'channel', detail, { field: '/channel' })
}

function nothingKept(count: number) {
  const reason = 'This visitor wants nothing kept; ask for decisions only.'
  return {
    accepted: 0,
    repaired: 0,
    repeated: 0,
    refused: Array.from({ length: count }, (_, index) => ({
      index,
      field: '/consent',
      code: 'no_consent',
      reason,
    })),
  }
}
