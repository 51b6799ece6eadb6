import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { MOST_SEGMENTS } from '../../engine/prove/segments/bounds.ts'
import { RuleQuery } from '../../schema/rule-told.ts'
import {
  NotePatch,
  NoteWritten,
  Segment,
  SegmentNote,
  SegmentPatch,
  SegmentWritten,
} from '../../schema/segment.ts'
import { SegmentRoom, SegmentsTold } from '../../schema/segment-told.ts'
import type { Findings } from '../rules/findings.ts'
import { RuleShelf } from '../rules/shelf.ts'
import { choicesOf } from '../segment-room/choices.ts'
import { SegmentDesk } from '../segment-room/desk.ts'
import { tellRoom } from '../segment-room/room.ts'
import { tellSegment } from '../segment-room/tell.ts'
import type { Services } from '../services.ts'
import { requireDesk, whoOf } from '../trust.ts'

const Id = Type.String({ minLength: 1, maxLength: 36 })

interface RoomServices extends Services {
  findings: Findings
}

/**
 * Segments, their teams, and the room of each. A segment is a situation somebody cares for; who
 * is in it follows from the log, decision by decision.
 */
export const segmentRoomRoutes: FastifyPluginAsyncTypebox<RoomServices> = async (app, services) => {
  const { shop, env, findings } = services
  const desk = new SegmentDesk(services)
  const shelf = new RuleShelf(shop, findings, env)
  const mayRead = { onRequest: requireDesk(services, 'read') }
  const mayWrite = { onRequest: requireDesk(services, 'rules') }
  const shared = { tags: ['segments'], callers: 'desk' as const }

  app.get(
    '/v1/segments',
    {
      ...mayRead,
      schema: {
        ...shared,
        role: 'viewer',
        summary: 'Segments and who is here of each; and what a segment can be made of',
        response: { 200: SegmentsTold },
      },
    },
    () => {
      const all = shop.engine.segments.held.all()
      const segments = all.map(each => tellSegment(each, shop.engine, env.now()))
      return { segments, choices: choicesOf(shop.engine), most: MOST_SEGMENTS }
    },
  )

  app.post(
    '/v1/segments',
    {
      ...mayWrite,
      schema: {
        ...shared,
        role: 'editor',
        summary: 'Make a segment of a situation; counting begins now',
        body: SegmentWritten,
        response: { 201: Segment },
      },
    },
    async (request, reply) => reply.code(201).send(await desk.write(request.body, whoOf(request))),
  )

  app.get(
    '/v1/segments/:id',
    {
      ...mayRead,
      schema: {
        ...shared,
        role: 'viewer',
        summary: 'The room of a segment: who is here, what they want, what was shown and missed',
        params: Type.Object({ id: Id }),
        querystring: RuleQuery,
        response: { 200: SegmentRoom },
      },
    },
    ({ params, query }) => tellRoom(desk.find(params.id), shelf, services, query.language ?? 'en'),
  )

  app.patch(
    '/v1/segments/:id',
    {
      ...mayWrite,
      schema: {
        ...shared,
        role: 'editor',
        summary: 'Rename a segment, assign its team, or change whom it means',
        params: Type.Object({ id: Id }),
        body: SegmentPatch,
        response: { 200: Segment },
      },
    },
    request => desk.change(request.params.id, request.body, whoOf(request)),
  )

  app.delete(
    '/v1/segments/:id',
    {
      ...mayWrite,
      schema: {
        ...shared,
        role: 'editor',
        summary: 'Give a segment up, with its counts and notes',
        params: Type.Object({ id: Id }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await desk.giveUp(request.params.id, whoOf(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/segments/:id/notes',
    {
      ...mayWrite,
      schema: {
        ...shared,
        role: 'editor',
        summary: 'Write a note or a task for the team',
        params: Type.Object({ id: Id }),
        body: NoteWritten,
        response: { 201: SegmentNote },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await desk.note(request.params.id, request.body, whoOf(request))),
  )

  app.patch(
    '/v1/segments/:id/notes/:note',
    {
      ...mayWrite,
      schema: {
        ...shared,
        role: 'editor',
        summary: 'A task is done, or to be done again',
        params: Type.Object({ id: Id, note: Id }),
        body: NotePatch,
        response: { 200: SegmentNote },
      },
    },
    ({ params, body }) => desk.tick(params.id, params.note, body.isDone),
  )
}
