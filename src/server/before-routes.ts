import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify'
import { Problem, sendProblem } from './problem.ts'
import { SAFE_HEADERS } from './safe-headers.ts'

/**
 * Requests that break before any route knows of them. Fastify's own answers quote the
 * address that was asked, and its log the very bytes that came: both may hold a key.
 */
export const beforeRoutes: Pick<FastifyServerOptions, 'frameworkErrors' | 'clientErrorHandler'> = {
  frameworkErrors(error: Error & { statusCode?: number }, _: FastifyRequest, reply: FastifyReply) {
    const status = error.statusCode ?? 400
    if (status >= 500) throw error
    reply.headers(SAFE_HEADERS)
    sendProblem(reply, new Problem(status, 'bad_address', 'This address cannot be read.'))
  },

  clientErrorHandler(error: Error & { code?: string }, socket: Socket) {
    if (error.code === 'ECONNRESET' || socket.destroyed) return
    if (socket.writable) socket.write(answerTo(error.code))
    socket.destroy()
  },
}

function answerTo(code: string | undefined): string {
  const { status, words } = BROKEN[code ?? ''] ?? { status: '400 Bad Request', words: 'not HTTP' }
  const body = JSON.stringify({
    type: 'urn:vitrine:problem:bad_http',
    title: status.slice(4),
    status: Number(status.slice(0, 3)),
    detail: `The request could not be read: ${words}.`,
    code: 'bad_http',
  })
  return [
    `HTTP/1.1 ${status}`,
    'content-type: application/problem+json',
    `content-length: ${body.length}`,
    ...Object.entries(SAFE_HEADERS).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
    '',
    body,
  ].join('\r\n')
}

const BROKEN: Record<string, { status: string; words: string }> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', words: 'it took too long' },
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    words: 'its headers are larger than 16 kB',
  },
}
