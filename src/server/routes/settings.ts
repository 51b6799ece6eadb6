import { isDeepStrictEqual } from 'node:util'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { OriginsWanted, SettingsTold } from '../../schema/settings-told.ts'
import { shopRecord } from '../own-records.ts'
import type { Services } from '../services.ts'
import { requirePerson, whoOf } from '../trust.ts'

interface SettingsServices extends Services {
  /** Origins the process was started with. */
  started: readonly string[]
}

/** What an owner sets of the shop itself. */
export const settingsRoutes: FastifyPluginAsyncTypebox<SettingsServices> = async (
  app,
  services,
) => {
  const { shop, env, started } = services
  const theirs = { onRequest: requirePerson(services) }
  const shared = { tags: ['operate'], callers: 'person' as const }
  const answer = { response: { 200: SettingsTold } }

  app.get(
    '/v1/settings',
    {
      ...theirs,
      schema: { ...shared, ...answer, role: 'manager', summary: 'How this shop is set' },
    },
    () => told(),
  )

  app.put(
    '/v1/settings/origins',
    {
      ...theirs,
      schema: {
        ...shared,
        ...answer,
        role: 'owner',
        summary: 'Other sites whose pages may call from a browser, from now on',
        body: OriginsWanted,
      },
    },
    async request => {
      const { origins } = request.body
      const before = shop.engine.settings.origins ?? []
      if (isDeepStrictEqual(origins, before)) return told()
      const by = whoOf(request)
      const change = { by, what: 'origins' as const, before, after: origins, time: env.now() }
      await shop.take([
        shopRecord('settings_changed', { origins }, env),
        shopRecord('audited', change, env),
      ])
      return told()
    },
  )

  function told(): SettingsTold {
    const { currency, timeZone, holdout, uniform, origins = [] } = shop.engine.settings
    const markets = shop.engine.catalogue.marketKeys
    const fixed = { shop: shop.name, currency, timeZone, holdout, uniform, markets }
    return { ...fixed, origins: [...origins], started: [...started] }
  }
}
