import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { DAY, HOUR, MINUTE } from '../../core/clock.ts'
import { localDay } from '../../core/local-day.ts'
import {
  CohortsTold,
  FunnelTold,
  PERIODS,
  ReordersTold,
  SourcesTold,
} from '../../schema/analysis.ts'
import type { AnalyticsTable, AnalyticsValue } from '../../store/ports.ts'
import { Kept } from '../analysis/kept.ts'
import { COHORTS, FUNNEL, REORDERS, SOURCES } from '../analysis/questions.ts'
import { cohortsOf, reordersOf, sourcesOf, stepsOf } from '../analysis/tell.ts'
import { HOW } from '../analysis/words.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireReader } from '../trust.ts'

const Query = Type.Object(
  { days: Type.Optional(Type.Union(PERIODS.map(days => Type.Literal(days)))) },
  { additionalProperties: false },
)
/**
 * A view is a read of months, seconds of work over ten million events: it is told again for a
 * minute, and for an hour while a new one is found.
 */
const FRESH_MS = MINUTE
const MOST_MS = HOUR
const WITHIN_MS = 20_000
const MOST_SOURCES = 500

/** What an analyst asks: how far people come, whether they come again, and what brought them. */
export const analysisRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const kept = new Kept(FRESH_MS, MOST_MS, env)
  const onRequest = requireReader(services)
  const shared = {
    ...{ tags: ['prove'], callers: 'console' as const, role: 'analyst' as const },
    querystring: Query,
  }

  app.get(
    '/v1/analysis/funnel',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'How far visitors came, step by step, with Vitrine and without',
        response: { 200: FunnelTold },
      },
    },
    async ({ query: { days = 28 } }) => {
      const since = dayOf(days - 1)
      const table = await ask('funnel', FUNNEL, since)
      return { ...told('funnel', FUNNEL, days, since, table), steps: stepsOf(table) }
    },
  )

  app.get(
    '/v1/analysis/cohorts',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'By the week of their first visit: who came again and who ordered in later weeks',
        response: { 200: CohortsTold },
      },
    },
    async ({ query: { days = 90 } }) => {
      const since = mondayBefore(dayOf(days - 1))
      const table = await ask('cohorts', COHORTS, since, 5_000)
      const cohorts = cohortsOf(table, dayOf(0))
      return { ...told('cohorts', COHORTS, days, since, table), cohorts }
    },
  )

  app.get(
    '/v1/analysis/orders',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'Second and third orders: how many, how soon, how long between',
        response: { 200: ReordersTold },
      },
    },
    async ({ query: { days = 365 } }) => {
      const since = dayOf(days - 1)
      const table = await ask('orders', REORDERS, since)
      return { ...told('orders', REORDERS, days, since, table), orders: reordersOf(table) }
    },
  )

  app.get(
    '/v1/analysis/sources',
    {
      onRequest,
      schema: {
        ...shared,
        summary: 'New visitors by source and campaign: what they brought, and what it cost',
        response: { 200: SourcesTold },
      },
    },
    async ({ query: { days = 28 } }) => {
      const since = dayOf(days - 1)
      const table = await ask('sources', SOURCES, since, MOST_SOURCES)
      const sources = sourcesOf(table)
      return { ...told('sources', SOURCES, days, since, table), sources, isCut: table.isCut }
    },
  )

  /** Each question is told all four values; not each asks for the last. */
  function ask(view: string, sql: string, since: string, most?: number): Promise<AnalyticsTable> {
    const { analytics } = services
    if (analytics === undefined) throw notHere()
    return kept.ask(`${view} ${since}`, () => {
      const values: AnalyticsValue[] = [since, currency(), rates()]
      if (sql.includes('$4')) values.push(env.now())
      return analytics.ask({ sql, values, most, withinMs: WITHIN_MS })
    })
  }

  /** `USD 2026-11 0.9;…` of every month: whether an order is a second one, one of long ago tells. */
  function rates(): string {
    const monthly = shop.engine.rates.monthly(dayOf(0).slice(0, 7))
    return Array.from(monthly, each => each.join(' ')).join(';')
  }

  function told(
    view: keyof typeof HOW,
    sql: string,
    days: number,
    since: string,
    { position }: AnalyticsTable,
  ) {
    return { days, since, position, currency: currency(), how: HOW[view], sql }
  }

  function currency(): string {
    return shop.engine.settings.currency
  }

  /** So many days of the calendar back, where the shop is: some have 23 hours or 25. */
  function dayOf(back: number): string {
    const today = Date.parse(localDay(env.now(), shop.engine.settings.timeZone))
    return new Date(today - back * DAY).toISOString().slice(0, 10)
  }
}

/** Weeks are told whole. */
function mondayBefore(day: string): string {
  const time = Date.parse(day)
  const sinceMonday = (new Date(time).getUTCDay() + 6) % 7
  return new Date(time - sinceMonday * DAY).toISOString().slice(0, 10)
}

function notHere(): Problem {
  const detail =
    'This server runs without its tables for analysis: start it without --no-analytics.'
  return new Problem(503, 'no_analytics', detail)
}
