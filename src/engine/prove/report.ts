import type { RankingSums } from '../../schema/model-part.ts'
import type { ExperienceSums, Report } from '../../schema/report.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Answers } from '../learn/answers.ts'
import type { Learner } from '../learn/learner.ts'
import { experienceWords } from '../policy/experience-words.ts'
import type { Experience, Experiences } from '../policy/experiences.ts'
import { KINDS } from '../policy/minds.ts'
import type { CampaignCosts } from './campaign-costs.ts'
import type { Counts } from './counts.ts'
import { resultsOf } from './experiment/results.ts'
import type { History } from './history.ts'
import type { Orders } from './orders.ts'
import type { Rates } from './rates.ts'
import { inReporting } from './reporting.ts'
import type { Split } from './split.ts'

interface Sources {
  position: number
  time: number
  currency: string
  counts: Counts
  catalogue: Catalogue
  split: Split
  orders: Orders
  history: History
  campaigns: CampaignCosts
  rates: Rates
  experiences: Experiences
  learner: Learner
  ranking: RankingSums
}

/** The sums of a shop, as they stand. Claims about effects are made elsewhere. */
export function summary({
  counts,
  catalogue,
  split,
  orders,
  history,
  campaigns,
  rates,
  experiences,
  learner,
  ...at
}: Sources): Report {
  return {
    kind: 'summary',
    ...at,
    events: { ...counts.events },
    eventCount: counts.eventCount,
    robotEvents: counts.robotEvents,
    repairedEvents: counts.repairedEvents,
    refused: { ...counts.refusals },
    visitors: split.visitors,
    items: {
      seen: counts.itemsSeen,
      unknown: catalogue.itemCount - catalogue.productCount,
      catalogue: catalogue.productCount,
    },
    orders: {
      counted: orders.counted,
      repeated: orders.repeated,
      verified: orders.verified,
      refunded: orders.refunded,
      waitingRefunds: orders.waiting,
      ofNobody: orders.ofNobody,
      otherCurrency: orders.foreign.count,
      withoutRate: orders.foreign.byCurrency,
      linesWithoutCost: orders.linesWithoutCost,
    },
    history: history.sums(months => inReporting(months, at.currency, rates)),
    campaigns: campaigns.sums(),
    decisions: {
      made: counts.decisions,
      robots: counts.robotDecisions,
      outside: counts.outsideDecisions,
      unknownAnswers: learner.unknownAnswers,
    },
    slices: split.sums(),
    results: resultsOf(split, campaigns.sums()),
    placements: placementsOf(experiences, learner.answers),
  }
}

function placementsOf(experiences: Experiences, answers: Answers): Report['placements'] {
  return KINDS.map(placement => ({
    placement,
    experiences: experiences.of(placement).map(experience => sumsOf(experience, answers)),
  }))
}

function sumsOf(experience: Experience, answers: Answers): ExperienceSums {
  return {
    experience: experience.id,
    words: { fr: experienceWords(experience, 'fr'), en: experienceWords(experience, 'en') },
    strategy: experience.strategy,
    isDefault: experience.isDefault ?? false,
    ...answers.sums(experience.id),
    belief: answers.rate(experience.id),
  }
}
