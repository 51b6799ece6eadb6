import type { Market } from '../../schema/product.ts'
import type { FeedWanted } from '../../schema/standing-feed.ts'
import { takeFacts } from '../facts-feed.ts'
import {
  type FeedOutcome,
  type FeedServices,
  takeCampaignCosts,
  takeContent,
  takeCosts,
  takeCurrencyRates,
  takeProducts,
} from '../feeds.ts'

/** Read a standing feed as if it had been sent: judged, kept, and told how it went. */
export function readStanding(feed: FeedWanted, services: FeedServices): Promise<FeedOutcome> {
  const { kind, url, language = '' } = feed
  const sent = { url }
  switch (kind) {
    case 'products':
      return takeProducts(sent, marketOf(feed), false, services)
    case 'content':
      return takeContent(sent, language, services)
    case 'costs':
      return takeCosts(sent, services)
    case 'campaign-costs':
      return takeCampaignCosts(sent, services)
    case 'rates':
      return takeCurrencyRates(sent, services)
    case 'facts':
      return takeFacts(sent, services)
  }
}

/** `settled` has seen to it that a feed of products has all three. */
export function marketOf({ country = '', language = '', currency = '' }: FeedWanted): Market {
  return { country, language, currency }
}
