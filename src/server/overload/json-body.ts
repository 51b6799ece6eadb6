import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { LIMITS } from '../../schema/limits.ts'
import { Problem } from '../problem.ts'
import { tooLarge } from './bodies.ts'
import type { Gate } from './gate.ts'
import { mayBeDear } from './kinds.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Counted by the gate until the answer is out. */
    bodyBytes: number
  }
}

/**
 * How the routes that everybody may call read their bodies: within one bound for all of
 * them, and, when only what is dear may come in, without parsing a body that has none.
 */
export function readBodies(app: FastifyInstance, types: string[], gate: Gate): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  const read = async (request: FastifyRequest) => {
    const sent = await gate.bodies.read(request.raw, LIMITS.bodyBytes)
    const encoding = request.headers['content-encoding'] ?? 'identity'
    const body = encoding === 'identity' ? sent : await unpacked(sent, encoding)
    request.bodyBytes = body.length
    gate.workBytes += body.length
    if (isPutOff(request, body, gate)) throw gate.refusal()
    const text = body.toString()
    return (
      plainly(text) ??
      (await new Promise((resolve, reject) => {
        parse(request, text, (error, parsed) => (error ? reject(error) : resolve(parsed)))
      }))
    )
  }
  app.decorateRequest('bodyBytes', 0)
  const letGo = (request: FastifyRequest) => {
    gate.workBytes -= request.bodyBytes
    request.bodyBytes = 0
    request.body = undefined
  }
  app.addHook('onResponse', (request, _reply, done) => {
    letGo(request)
    done()
  })
  // Who waits to be told no keeps nothing here meanwhile.
  app.addHook('onSend', (request, reply, payload, done) => {
    if (reply.statusCode !== 503) return done(null, payload)
    letGo(request)
    gate.held.wait().then(() => done(null, payload))
  })
  app.removeContentTypeParser(types)
  app.addContentTypeParser(types, read)
}

/**
 * Of a text that cannot hold a key which would reach into the objects of the language: no such word
 * is in it, and without an escape none is hidden. Undefined for any other, and for no JSON.
 */
function plainly(text: string): unknown {
  if (text.includes('\\') || text.includes('__proto__') || text.includes('constructor')) return
  try {
    return JSON.parse(text)
  } catch {
    return // what is wrong is said by the parser
  }
}

/** Segment's libraries for telephones pack what they send. What comes out keeps the same bound. */
async function unpacked(sent: Buffer, encoding: string): Promise<Buffer> {
  const field = 'content-encoding'
  if (!/^(x-)?gzip$/i.test(encoding)) {
    throw new Problem(415, 'media_type', 'Send the body as it is, or as gzip.', { field })
  }
  try {
    return await gunzipped(sent, { maxOutputLength: LIMITS.bodyBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    throw new Problem(400, 'unreadable', 'The body is no whole gzip: send it again.', { field })
  }
}

const gunzipped = promisify(gunzip)

/** Decisions were judged by their address already, and a shop's server may be importing. */
function isPutOff(request: FastifyRequest, body: Buffer, gate: Gate): boolean {
  if (!gate.isOnlyForDear || request.caller?.kind === 'server') return false
  return !request.url.startsWith('/v1/decisions') && !mayBeDear(body) && !gate.admits('page')
}
