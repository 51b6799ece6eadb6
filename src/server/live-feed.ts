import { HOUR } from '../core/clock.ts'
import type { Catalogue } from '../engine/catalogue/catalogue.ts'
import { nickname } from '../engine/genome/nickname.ts'
import type { Say } from '../schema/live.ts'
import type { Env, EventLog } from '../store/ports.ts'
import { LiveFeed } from './live/feed.ts'
import { learntFrom } from './live/learnt.ts'
import type { LiveNames } from './live/options.ts'
import { type NameOf, whyOf } from './live/why.ts'
import type { Shop } from './shop.ts'
import { shopTitle } from './shop-title.ts'

/** At most so many records are read again for the console after a start. */
const RECALLED = 5_000

/** The console's live page of a shop, remembering the log's last hour. */
export async function liveFeed(shop: Shop, log: EventLog, env: Env): Promise<LiveFeed> {
  const feed = new LiveFeed({
    shop: shopTitle(shop.name),
    nickname,
    names: namesOf(() => shop.engine.catalogue),
    visitNumber: visitor => visitNumber(shop, visitor, env.now()),
    explain: choice => whyOf(choice, nameIn(shop.engine.catalogue)),
    message: choice => {
      const experience = shop.engine.experiences.find(choice.experience)
      return experience?.text && experience.title
    },
    learnt: () => learntFrom(shop.report({ kind: 'summary' })),
  })
  const from = env.now() - HOUR
  for await (const records of shop.read(Math.max(0, log.last - RECALLED))) {
    for (const record of records) {
      const isWhole = !shop.engine.quarantine.has(record.position)
      if (isWhole && record.receivedAt >= from) feed.observe(record)
    }
  }
  return feed
}

function visitNumber(shop: Shop, visitor: string, now: number): number | undefined {
  const key = shop.engine.canonical(visitor)
  return shop.engine.visitors.get(key)?.shopper(now).visit
}

/** Names of things, as the catalogue has them at the moment. */
export function namesOf(catalogue: () => Catalogue): LiveNames {
  return {
    item(id) {
      const item = catalogue().find(id)
      if (item < 0 || !catalogue().has(item)) return undefined
      return {
        // Of most events only the category is asked: titles are unpacked when they are told.
        get title() {
          return said(language => catalogue().titleOf(item, language))
        },
        category: pathOf(catalogue(), catalogue().categoryOf(item)),
      }
    },
    category(path) {
      const category = catalogue().findCategory(path)
      if (category < 0) return undefined
      return said(language => catalogue().categoryName(category, language))
    },
  }
}

export function nameIn(catalogue: Catalogue): NameOf {
  return (about, index) => {
    if (about === 'category') return said(language => catalogue.categoryName(index, language))
    return catalogue.has(index) ? said(language => catalogue.titleOf(index, language)) : undefined
  }
}

function pathOf(catalogue: Catalogue, leaf: number): string | undefined {
  const names: string[] = []
  for (let at = leaf; at >= 0; at = catalogue.parentOf(at))
    names.push(catalogue.categoryName(at, 'fr'))
  return names.length === 0 ? undefined : names.reverse().join(' > ')
}

function said(name: (language: 'fr' | 'en') => string): Say {
  return { fr: name('fr'), en: name('en') }
}
