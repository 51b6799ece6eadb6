import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { AuditedKind, Changed } from '../../schema/audit.ts'
import {
  FeedChanged,
  FeedWanted,
  PreviewTold,
  PreviewWanted,
  StandingFeedsTold,
} from '../../schema/standing-feed.ts'
import { noteChange } from '../people/team.ts'
import type { Services } from '../services.ts'
import type { FeedClerk } from '../standing-feeds/clerk.ts'
import type { StandingFeed } from '../standing-feeds/list.ts'
import { previewOf } from '../standing-feeds/preview.ts'
import { tellFeeds } from '../standing-feeds/tell.ts'
import { nameOfFeed, settled } from '../standing-feeds/wanted.ts'
import { requirePerson, whoOf } from '../trust.ts'

interface FeedsServices extends Services {
  clerk: FeedClerk
}

const Id = Type.Object({ id: Type.String({ maxLength: 36 }) })

/**
 * Which feeds the shop reads by itself. Whoever names an address has the server ask it: an owner
 * does; a manager reads how it went, pauses one, and has one read now.
 */
export const standingFeedsRoutes: FastifyPluginAsyncTypebox<FeedsServices> = async (
  app,
  services,
) => {
  const { clerk, env } = services
  const theirs = { onRequest: requirePerson(services) }
  const shared = { tags: ['catalogue'], callers: 'person' as const }
  const owner = { ...shared, role: 'owner' as const }
  const manager = { ...shared, role: 'manager' as const }
  const answer = { response: { 200: StandingFeedsTold } }
  const told = () => tellFeeds(clerk, env.now())

  app.get(
    '/v1/feeds',
    {
      ...theirs,
      schema: { ...manager, ...answer, summary: 'Feeds that are read by themselves, and how' },
    },
    told,
  )

  app.post(
    '/v1/feeds',
    {
      ...theirs,
      schema: {
        ...owner,
        ...answer,
        summary: 'Read a feed from now on: at once, and then at its hours',
        body: FeedWanted,
      },
    },
    async request => {
      const feed = clerk.list.drafted(request.body)
      await note(whoOf(request), 'feed_added', feed.id, null, wordsOf(feed))
      clerk.list.add(feed)
      clerk.run(feed.id)
      return told()
    },
  )

  app.post(
    '/v1/feeds/preview',
    {
      ...theirs,
      schema: {
        ...owner,
        summary: 'What the first rows of a feed are worth; nothing of it is kept',
        body: PreviewWanted,
        response: { 200: PreviewTold },
      },
    },
    ({ body: { id, ...wanted } }) => {
      const url = wanted.url ?? (id === undefined ? '' : clerk.list.get(id).url)
      return previewOf(settled({ ...wanted, url }), services)
    },
  )

  app.put(
    '/v1/feeds/:id',
    {
      ...theirs,
      schema: {
        ...owner,
        ...answer,
        summary: 'Change a feed; without an address it keeps the one it has',
        params: Id,
        body: FeedChanged,
      },
    },
    async request => {
      const before = clerk.list.get(request.params.id)
      const feed = clerk.list.redrafted(before.id, request.body)
      await note(whoOf(request), 'feed_changed', feed.id, wordsOf(before), wordsOf(feed))
      clerk.list.change(clerk.list.redrafted(before.id, request.body)) // it may have been read meanwhile
      return told()
    },
  )

  app.delete(
    '/v1/feeds/:id',
    {
      ...theirs,
      schema: {
        ...owner,
        ...answer,
        summary: 'Read it no more; what it brought stays',
        params: Id,
      },
    },
    async request => {
      const feed = clerk.list.get(request.params.id)
      await note(whoOf(request), 'feed_removed', feed.id, wordsOf(feed), null)
      clerk.list.remove(feed.id)
      return told()
    },
  )

  app.post(
    '/v1/feeds/:id/run',
    {
      ...theirs,
      schema: { ...manager, ...answer, summary: 'Read it now, beside its hours', params: Id },
    },
    request => {
      clerk.run(request.params.id)
      return told()
    },
  )

  for (const [verb, what] of [
    ['pause', 'feed_paused'],
    ['on', 'feed_on'],
  ] as const) {
    const summary = verb === 'pause' ? 'Read it no more for now' : 'Read it at its hours again'
    app.post(
      `/v1/feeds/:id/${verb}`,
      { ...theirs, schema: { ...manager, ...answer, summary, params: Id } },
      async request => {
        const { id } = request.params as { id: string }
        await note(whoOf(request), what, id, null, wordsOf(clerk.list.get(id)))
        const { pausedSince, ...feed } = clerk.list.get(id) // read, changed or removed meanwhile
        clerk.list.change(verb === 'on' ? feed : { ...feed, pausedSince: pausedSince ?? env.now() })
        return told()
      },
    )
  }

  function note<K extends AuditedKind>(
    by: string,
    what: K,
    on: string,
    before: Changed<K> | null,
    after: Changed<K> | null,
  ): Promise<void> {
    return noteChange<K>(services, { by, what, on, before, after })
  }
}

/** An address may hold a key of theirs: the log, which keeps for ever, knows the host alone. */
function wordsOf(feed: StandingFeed): Changed<'feed_changed'> {
  const { every, hour } = feed
  return { feed: nameOfFeed(feed), host: new URL(feed.url).host, every, hour }
}
