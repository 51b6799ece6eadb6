import { createReadStream, rmSync } from 'node:fs'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { RowsAsked as Query, type RowsAsked, RowsTold } from '../../schema/rows-told.ts'
import type { FileFormat } from '../../store/ports.ts'
import type { AnalyticsDesk } from '../analytics/desk.ts'
import { fileQuestion, notNarrowedBy, questionsOf } from '../analytics/row-views.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireReader } from '../trust.ts'

const TYPES = { csv: 'text/csv; charset=utf-8', parquet: 'application/vnd.apache.parquet' }

/** The rows behind the figures of the results, a page of them or all as a file. */
export const rowsRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  app.get(
    '/v1/rows',
    {
      onRequest: requireReader(services),
      schema: {
        summary: 'The rows behind a figure, as a page or as a CSV or Parquet file',
        tags: ['prove'],
        callers: 'console',
        role: 'analyst',
        querystring: Query,
        response: { 200: RowsTold },
      },
    },
    async (request, reply) => {
      const asked = request.query
      const other = notNarrowedBy(asked)
      if (other !== undefined) throw cannotNarrow(asked, other)
      if (asked.since !== undefined && !isDay(asked.since)) throw noDay(asked.since)
      const desk = deskOf(services)
      const { format = 'json' } = asked
      if (format === 'json') return await pageOf(asked, desk)
      const file = await whole(asked, format, desk)
      const name = `vitrine-${asked.of}.${format}`
      reply.header('content-disposition', `attachment; filename="${name}"`)
      return reply.type(TYPES[format]).send(file as never)
    },
  )
}

async function pageOf(asked: RowsAsked, desk: AnalyticsDesk): Promise<RowsTold> {
  const { how, lately, rows, count } = questionsOf(asked)
  const { rows: told } = await desk.ask(count)
  const all = told[0][0] as number
  const few = lately && (await desk.ask(lately))
  const isPage = few?.rows.length === Math.min(all, rows.most)
  const page = isPage ? few! : await desk.ask(rows)
  const isCut = page.rows.length < all
  return { how, count: all, ...page, isCut, behind: desk.behind ?? 0 }
}

/** The file is nobody's once it is open: it goes with the last byte, or with us. */
async function whole(asked: RowsAsked, format: FileFormat, desk: AnalyticsDesk) {
  const path = await desk.write(fileQuestion(asked, format), format)
  const stream = createReadStream(path)
  stream.once('open', () => rmSync(path, { force: true }))
  return stream
}

function deskOf({ analytics }: Services): AnalyticsDesk {
  if (analytics) return analytics
  throw new Problem(503, 'analytics_not_ready', 'This server keeps no tables: it has no disk.')
}

/** `2026-02-31` has the form of a day, and is none. */
function isDay(text: string): boolean {
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function noDay(text: string): Problem {
  const says = `There is no day ${text}; one reads 2026-11-24.`
  return new Problem(400, 'bad_time', says, { field: '/since' })
}

function cannotNarrow({ of }: RowsAsked, name: string): Problem {
  const says = `Rows of ${of} are not narrowed by ${name}; leave it out.`
  return new Problem(400, 'invalid', says, { field: `/${name}` })
}
