import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import files from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'

const BUILT = resolve(import.meta.dirname, '../../../dist/tag')
const YEAR_S = 365 * 24 * 3600

/**
 * The tag: a loader that is asked for anew every few minutes, and a core whose name
 * changes with its content, so that it may be kept for ever.
 */
export const tagRoutes: FastifyPluginAsync = async app => {
  if (!existsSync(BUILT)) return
  await app.register(files, {
    root: BUILT,
    prefix: '/',
    wildcard: false,
    cacheControl: false,
    decorateReply: false,
    setHeaders(reply, path) {
      const isHashed = /[.-][A-Za-z0-9_-]{8,}\.(js|css)$/.test(path)
      reply.header(
        'cache-control',
        isHashed ? `public, max-age=${YEAR_S}, immutable` : 'public, max-age=300',
      )
      reply.header('cross-origin-resource-policy', 'cross-origin')
      reply.header('access-control-allow-origin', '*')
    },
  })
}
