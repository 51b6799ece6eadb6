import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { HOUR } from '../../core/clock.ts'
import { readBodies } from '../overload/json-body.ts'
import { makePreview } from '../preview.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireDesk } from '../trust.ts'

const LONGEST_H = 24 * 30
const USUAL_H = 24

const Body = Type.Object(
  {
    /** `home/welcome-back`, as `/v1/experiences` lists them. */
    experience: Type.String({ minLength: 1, maxLength: 48 }),
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: LONGEST_H })),
  },
  { additionalProperties: false },
)

/** POST /v1/previews: look at an experience on the shop's own page, counted nowhere. */
export const previewsRoute: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  readBodies(app, ['application/json'], services.gate)

  app.post(
    '/v1/previews',
    {
      onRequest: requireDesk(services, 'rules'),
      schema: {
        summary: 'Make a preview of an experience',
        description:
          'Append the query to the address of a page that has the placement. What is shown there is not kept: no decision, no impression, no click, no page view.',
        tags: ['steer'],
        callers: 'desk',
        role: 'editor',
        body: Body,
        response: { 200: Type.Object({ query: Type.String(), expires: Type.Integer() }) },
      },
    },
    ({ body }) => {
      const { experience, hours = USUAL_H } = body
      const known = services.shop.engine.experiences.find(experience)
      if (known === undefined) throw unknownExperience()
      const note = makePreview(experience, hours * HOUR, services)
      return { query: `?vitrine-preview=${note}`, expires: services.env.now() + hours * HOUR }
    },
  )
}

function unknownExperience(): Problem {
  const detail = 'There is no such experience: GET /v1/experiences lists them.'
  return new Problem(404, 'unknown_experience', detail, { field: '/experience' })
}
