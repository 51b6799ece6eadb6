import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'

const BUILT = resolve(import.meta.dirname, '../../../dist/tag')
const YEAR_S = 365 * 24 * 3600

interface TagFile {
  plain: Buffer
  gzip: Buffer
  br: Buffer
  etag: string
  cache: string
}

/**
 * The tag: a loader that is asked for anew every few minutes, and a core whose name
 * changes with its content, so that it may be kept for ever. Both are small and lie
 * in memory, packed as they were when they were built.
 */
export const tagRoutes: FastifyPluginAsync = async app => {
  if (!existsSync(BUILT)) return
  for (const name of readdirSync(BUILT).filter(name => name.endsWith('.js'))) {
    const file = readTag(name)
    app.get(`/${name}`, (request, reply) => {
      reply.headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': file.cache,
        etag: file.etag,
        vary: 'accept-encoding',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      })
      if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
      const packing = packingFor(request)
      if (packing !== 'plain') reply.header('content-encoding', packing)
      return reply.send(file[packing])
    })
  }
}

function readTag(name: string): TagFile {
  const plain = readFileSync(join(BUILT, name))
  const isHashed = /\.[0-9a-f]{8,}\.js$/.test(name)
  return {
    plain,
    gzip: readFileSync(join(BUILT, `${name}.gz`)),
    br: readFileSync(join(BUILT, `${name}.br`)),
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    cache: isHashed ? `public, max-age=${YEAR_S}, immutable` : 'public, max-age=300',
  }
}

function packingFor(request: FastifyRequest): 'br' | 'gzip' | 'plain' {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'plain'
}
