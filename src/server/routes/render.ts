import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { printedPlacement } from '../../render/printed.ts'
import { PLACEMENT_STYLE } from '../../render/style.ts'
import { type DecisionAnswer, DecisionBody } from '../../schema/decision.ts'
import { RenderAnswer } from '../../schema/rendered.ts'
import { decideFor } from '../deciding.ts'
import { readBodies } from '../overload/json-body.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireKey } from '../trust.ts'
import { Refusal } from './events.ts'

const Answer = Type.Object({
  ...RenderAnswer.properties,
  /** The page view that came along, when it was refused. */
  refused: Type.Optional(Type.Array(Refusal)),
})

/**
 * POST /v1/render: what `/v1/decisions` answers, printed as HTML, for shops whose server
 * builds the page. GET /placements.css: how it looks where the shop has no rules of its own.
 */
export const renderRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  readBodies(app, ['application/json'], services.gate)

  app.post(
    '/v1/render',
    {
      onRequest: requireKey(services, 'decisions'),
      schema: {
        summary: 'The placements of a page as HTML',
        description:
          'Asks like /v1/decisions. Print the html of each placement inside its container; the tag, or your server with the decisionId, tells when it was seen or clicked.',
        tags: ['decide'],
        callers: 'public',
        body: DecisionBody,
        response: { 200: Answer },
      },
    },
    async (request, reply) => {
      const at = request.body.placements.findIndex(({ placement }) => /^email/.test(placement))
      if (at >= 0) throw forLetters(at)
      const { answer, wanted, refused } = await decideFor(request, reply, services)
      const rendered = renderedAs(answer, wanted.language)
      return refused?.length ? { ...rendered, refused } : rendered
    },
  )

  app.get('/placements.css', (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(PLACEMENT_STYLE),
  )
}

/** Answers to what is not kept (no consent, a robot, too much to do) would be answers to nothing. */
function renderedAs(answer: DecisionAnswer, language: string): RenderAnswer {
  const { decisionId, slice, degraded, placements } = answer
  const counts = slice !== 'none' && !degraded
  return {
    decisionId,
    slice,
    degraded,
    placements: placements.map(one => {
      const { placement, experience, items } = one
      const html = printedPlacement(one, { language }, counts)
      const ids = html ? items.map(({ id }) => id) : []
      const show = html !== ''
      return { placement, decisionId: one.decisionId, experience, show, html, items: ids }
    }),
  }
}

function forLetters(at: number): Problem {
  const detail = 'A letter has HTML of its own: ask POST /v1/email for it.'
  return new Problem(400, 'email_placement', detail, { field: `/placements/${at}/placement` })
}
