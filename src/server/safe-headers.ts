import type { FastifyInstance } from 'fastify'

/**
 * What every answer says unless its route knows better: nobody keeps it, nobody guesses
 * its type, and should a browser ever show it as a page, nothing in it runs or is framed.
 * Answers speak of one visitor or one shop; a cache in between would hand them to the next.
 */
export const SAFE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export function answerSafely(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SAFE_HEADERS)
    done()
  })
}
