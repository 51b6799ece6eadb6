import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { HOUR } from '../../core/clock.ts'
import { refused } from '../links.ts'
import { shopRecord } from '../own-records.ts'
import { languageIn, PLAIN_PAGE_HEADERS, plainPage } from '../plain-page.ts'
import type { Services } from '../services.ts'
import { type Mark, markStaff, stands, unmarkStaff } from '../staff.ts'
import { requireDesk, whoOf } from '../trust.ts'

/** A pass may be sent to a colleague, who opens it when they read it. */
const PASS_MS = 24 * HOUR
const MOST_PASSES = 1_000
/** A path of this host and nothing else: `//elsewhere` and `/\elsewhere` are other hosts. */
const OWN_PATH = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/
/** A form of one button has no fields. */
const LONGEST_FORM = 64

const Enter = Type.Object({
  pass: Type.String({ maxLength: 64 }),
  to: Type.Optional(Type.String({ maxLength: 512, pattern: OWN_PATH.source })),
})

/** Whose browsers are the shop's own people's. */
export const staffRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { env, shop } = services
  const passes = new Map<string, Mark>()
  const desk = { tags: ['steer'], callers: 'desk' as const }
  const link = { tags: ['steer'], callers: 'link' as const }
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LONGEST_FORM },
    async () => ({}),
  )

  app.post(
    '/v1/staff/links',
    {
      onRequest: requireDesk(services, 'rules'),
      schema: {
        ...desk,
        summary: 'A pass that marks one browser as the shop’s own people’s',
        description:
          'Open the path under the reverse path of the shop, https://shop.example/_vitrine + path, and press its button: it works once, within 24 hours, and the browser stays marked for 30 days.',
        role: 'editor',
        response: { 200: Type.Object({ path: Type.String(), expires: Type.Integer() }) },
      },
    },
    request => {
      const now = env.now()
      for (const [pass, { at }] of passes) {
        if (at + PASS_MS < now || passes.size >= MOST_PASSES) passes.delete(pass)
      }
      const pass = Buffer.from(env.random(24)).toString('base64url')
      passes.set(pass, { by: whoOf(request), at: now })
      return { path: `/v1/staff/enter?pass=${pass}`, expires: now + PASS_MS }
    },
  )

  app.delete(
    '/v1/staff',
    {
      onRequest: requireDesk(services, 'rules'),
      schema: {
        ...desk,
        summary: 'Every browser that was marked, and every pass that waits, is anybody’s again',
        role: 'manager',
        response: { 200: Type.Object({ since: Type.Integer() }) },
      },
    },
    async request => {
      const since = env.now()
      const before = shop.engine.settings.staffSince ?? null
      const change = { what: 'staff_unmarked' as const, before, after: since, time: since }
      await shop.take([
        shopRecord('settings_changed', { staffSince: since }, env),
        shopRecord('audited', { by: whoOf(request), ...change }, env),
      ])
      return { since }
    },
  )

  app.get(
    '/v1/staff/enter',
    {
      schema: {
        ...link,
        summary: 'Ask whether to mark this browser: a page with a button',
        querystring: Enter,
        sends: { 200: { 'text/html': Type.String() } },
      },
    },
    ({ query, headers }, reply) => {
      requirePass(query.pass)
      const language = languageIn(headers)
      return reply
        .headers(PLAIN_PAGE_HEADERS)
        .type('text/html; charset=utf-8')
        .send(plainPage({ language, ...WORDS[language] }))
    },
  )

  app.post(
    '/v1/staff/enter',
    {
      schema: {
        ...link,
        summary: 'Mark this browser: what it does is kept, marked, and teaches nothing',
        querystring: Enter,
        sends: { 303: {} },
      },
    },
    (request, reply) => {
      const { pass, to = '/' } = request.query
      const { by } = requirePass(pass)
      passes.delete(pass)
      markStaff(request, reply, by, services)
      return reply.redirect(to, 303)
    },
  )

  app.get(
    '/v1/staff/leave',
    {
      schema: {
        ...link,
        summary: 'Unmark this browser: from now on it is anybody’s',
        sends: { 302: {} },
      },
    },
    (request, reply) => {
      unmarkStaff(request, reply)
      return reply.redirect('/')
    },
  )

  /** Looking at a pass does not use it: whatever reads a letter before its reader opens its links. */
  function requirePass(pass: string): Mark {
    const mark = passes.get(pass)
    if (mark && mark.at + PASS_MS >= env.now() && stands(mark, services)) return mark
    const says = 'This pass was used, taken back or is too old: have a new one made.'
    throw refused('pass_used', says, '/pass')
  }
}

const WORDS = {
  fr: {
    says: 'Ce navigateur est-il celui d’une personne de la boutique\u202f?',
    promise:
      'Ce qu’il fait sera gardé à part\u202f: il n’apprend rien au moteur et ne compte dans aucun résultat. La marque tient 30 jours.',
    button: 'Oui, le marquer',
  },
  en: {
    says: 'Does this browser belong to one of the shop’s own people?',
    promise:
      'What it does will be kept apart: it teaches the engine nothing and counts in no result. The mark lasts 30 days.',
    button: 'Yes, mark it',
  },
}
