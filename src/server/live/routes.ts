import type { OutgoingHttpHeaders } from 'node:http'
import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify'
import { type Static, Type } from 'typebox'
import { SECOND } from '../../core/clock.ts'
import type { LiveMessages } from '../../schema/live.ts'
import type { Role } from '../../schema/person.ts'
import { Problem, sendProblem } from '../problem.ts'
import { EventStream } from './event-stream.ts'
import type { LiveFeed, Room } from './feed.ts'

export interface LiveServices {
  feed: LiveFeed
  /** Wall clock, ms. */
  clock: () => number
  /** The session check: answers 401 itself. */
  onRequest?: onRequestHookHandler
  /** False once the session a stream was opened with is over, or may see less. */
  mayStay?: (request: FastifyRequest, role: Role) => boolean
}

const LISTENERS = 20
const BEAT_MS = 2 * SECOND
const HEARTBEAT_MS = 15 * SECOND
const STATUSES = ['accepted', 'repaired', 'refused', 'repeated', 'robot'] as const

/**
 * The live rooms over HTTP: their state at once, or as a stream of server-sent
 * events that begins with the state. A reader too slow for its buffer is let go;
 * it comes back and gets the state anew.
 */
export const liveRoutes: FastifyPluginAsync<LiveServices> = async (app, services) => {
  const { feed, clock, onRequest } = services
  const streams = new Set<EventStream>()

  app.get(
    '/v1/live',
    { onRequest, schema: told('What happens, as it happens') },
    async (request, reply) => {
      if (streams.size >= LISTENERS) return tooMany(reply)
      const room = roomOf(request)
      const maySee = () => services.mayStay?.(request, ROLE_OF[room]) ?? true
      if (!maySee()) return tooLittle(reply, ROLE_OF[room])
      reply.hijack()
      const stream = new EventStream(reply.raw, reply.getHeaders() as OutgoingHttpHeaders)
      streams.add(stream)
      const stop = [listen(stream, room, services), beat(stream, room, services, maySee)]
      stream.whenOver(() => {
        streams.delete(stream)
        for (const end of stop) end()
      })
    },
  )

  app.get('/v1/live/state', { onRequest, schema: told('What the live page shows now') }, async () =>
    feed.state(clock()),
  )

  app.get(
    '/v1/events/recent',
    { onRequest, schema: { ...told('The newest events', 'analyst'), querystring: RecentQuery } },
    async request => feed.events(request.query as Static<typeof RecentQuery>, clock()),
  )

  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end()
  })
}

/** Events as they came may tell of one person; the live page tells of nobody. */
const ROLE_OF: Record<Room, Role> = { live: 'viewer', events: 'analyst' }

function told(summary: string, role: Role = 'viewer') {
  return { summary, tags: ['live'], callers: 'console' as const, role }
}

const RecentQuery = Type.Object(
  { status: Type.Optional(Type.Enum([...STATUSES])) },
  { additionalProperties: false },
)

function listen(stream: EventStream, room: Room, { feed, clock }: LiveServices): () => void {
  if (room === 'events') stream.send('events', feed.events({}, clock()))
  else stream.send('state', feed.state(clock()))
  return feed.subscribe((name, data) => stream.send(name, data), room)
}

/** Figures every two seconds, for as long as the session lasts, and a comment when nothing else keeps the line open. */
function beat(
  stream: EventStream,
  room: Room,
  { feed, clock }: LiveServices,
  maySee: () => boolean,
): () => void {
  const beats = setInterval(() => {
    if (!maySee()) return stream.end()
    if (room === 'events') stream.send('tally', feed.tally(clock()))
    else stream.send('beat', feed.beat(clock()) satisfies LiveMessages['beat'])
  }, BEAT_MS)
  const hearts = setInterval(() => stream.comment('still here'), HEARTBEAT_MS)
  return () => {
    clearInterval(beats)
    clearInterval(hearts)
  }
}

function roomOf(request: FastifyRequest): Room {
  return (request.query as { room?: string }).room === 'events' ? 'events' : 'live'
}

function tooLittle(reply: FastifyReply, role: Role): FastifyReply {
  const detail = `This room takes the role "${role}" or more: ask an owner of the console.`
  return sendProblem(reply, new Problem(403, 'role', detail, { field: '/room' }))
}

function tooMany(reply: FastifyReply): FastifyReply {
  const detail = `At most ${LISTENERS} live pages can be open at once. Close one and try again.`
  const headers = { 'retry-after': '10' }
  return sendProblem(reply, new Problem(503, 'too_many_pages', detail, { headers }))
}
