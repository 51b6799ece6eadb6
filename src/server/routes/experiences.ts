import { isDeepStrictEqual } from 'node:util'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CONDITIONS } from '../../engine/policy/experiences/conditions.ts'
import { EXPERIENCES, type Experience } from '../../engine/policy/experiences.ts'
import { STRATEGIES } from '../../engine/recommend/sources/sources.ts'
import { PLACEMENTS } from '../../schema/decision.ts'
import {
  type ExperienceSetting,
  type ExperiencesTold,
  ExperiencesTold as ExperiencesToldSchema,
  type ExperienceTold,
  ExperienceTold as ExperienceToldSchema,
  ExperienceWritten,
} from '../../schema/experience.ts'
import { NUDGES } from '../../schema/nudge.ts'
import { experienceNames } from '../experience-names.ts'
import { inTurn } from '../in-turn.ts'
import { shopRecord } from '../own-records.ts'
import { pageAddress } from '../page-addresses.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { requireDesk, whoOf } from '../trust.ts'

const OURS = new Set(EXPERIENCES.map(({ id }) => id))

/**
 * What each placement can become. A merchant writes experiences of their own, changes the words of
 * ours, and switches off what they do not want; each change is a record of the log, and the
 * next decision keeps to it.
 */
export const experiencesRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { shop, env } = services
  const shared = { tags: ['rules'], callers: 'desk' as const }
  const turn = inTurn()

  app.get(
    '/v1/experiences',
    {
      onRequest: requireDesk(services, 'read'),
      schema: {
        ...shared,
        role: 'viewer',
        summary: 'What each placement can become, and the names to make more of',
        response: { 200: ExperiencesToldSchema },
      },
    },
    () => all(),
  )

  app.put(
    '/v1/experiences',
    {
      onRequest: requireDesk(services, 'rules'),
      schema: {
        ...shared,
        role: 'editor',
        summary:
          'Write an experience, change its words or switch it off; sent again, nothing changes',
        body: ExperienceWritten,
        response: { 200: ExperienceToldSchema },
      },
    },
    async request => {
      const { why, ...experience } = request.body
      const by = whoOf(request)
      await turn(() => change(experience, by, why))
      return told(shop.engine.experiences.find(experience.id)!)
    },
  )

  function all(): ExperiencesTold {
    const { experiences } = shop.engine
    return {
      placements: PLACEMENTS.map(placement => {
        const address = pageAddress(placement, shop.engine)
        const all = experiences.of(placement).map(told)
        return { placement, ...(address && { address }), experiences: all }
      }),
      strategies: [...STRATEGIES],
      conditions: Object.keys(CONDITIONS),
      nudges: [...NUDGES],
      words: experienceNames(),
    }
  }

  async function change(
    experience: ExperienceSetting,
    by: string,
    why: string | undefined,
  ): Promise<void> {
    const { experiences } = shop.engine
    const fault = experiences.faultOf(experience)
    if (fault) {
      const status = fault.code === 'unknown_name' ? 400 : 409
      throw new Problem(status, fault.code, fault.reason, { field: `/${fault.field}` })
    }
    const known = experiences.find(experience.id)
    const before = known === undefined ? null : settingOf(known)
    if (isDeepStrictEqual(before, plain(experience))) return
    const body = { experience, before, by, ...(why !== undefined && { why }), time: env.now() }
    await shop.take([shopRecord('experience_changed', body, env)])
  }
}

function told(experience: Experience): ExperienceTold {
  return {
    ...settingOf(experience),
    isDefault: experience.isDefault ?? false,
    own: !OURS.has(experience.id),
  }
}

/** What a merchant may write of it. */
function settingOf(experience: Experience): ExperienceSetting {
  const { placement: _, isDefault: __, greets: ___, lead: ____, ...setting } = experience
  return plain(setting as ExperienceSetting)
}

/** Without what is said by silence: `off: false`, an empty list. */
function plain(experience: ExperienceSetting): ExperienceSetting {
  const setting = structuredClone(experience)
  if (!setting.when?.length) delete setting.when
  if (!setting.off) delete setting.off
  return setting
}
