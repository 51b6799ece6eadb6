import type { FastifyRequest } from 'fastify'
import { readHeaders } from '../ingest/index.ts'
import type { Channel } from '../schema/event.ts'
import type { Surroundings } from './intake.ts'

/** What a request tells of its sender. The headers of a shop's server say nothing of the visitor. */
export function surroundings(request: FastifyRequest, channel: Channel): Surroundings {
  if (request.caller?.kind !== 'public') return { channel, ownHost: ownHostOf(request) }
  return {
    channel,
    context: readHeaders(request.headers),
    userAgent: request.headers['user-agent'],
    ownHost: ownHostOf(request),
  }
}

/** Host of the shop's own pages: a visitor who comes from there comes from nowhere else. */
export function ownHostOf(request: FastifyRequest): string | undefined {
  const from = request.headers.origin ?? request.headers.referer
  const host = from && /^https?:\/\/([^/?#]+)/i.exec(from)?.[1]
  return host || request.host
}
