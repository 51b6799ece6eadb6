import { Gauge, type Registry } from 'prom-client'
import type { LiveRanking } from '../../engine/recommend/live/live-ranking.ts'
import type { Refits } from './refits.ts'

/** How the ranking is doing, read when the metrics are asked for. */
export function showRanking(
  ranking: LiveRanking,
  refits: Refits | undefined,
  registry: Registry,
): void {
  new Gauge({
    name: 'vitrine_ranking_clicks',
    help: 'Clicks the ranking has learnt from, or could have.',
    registers: [registry],
    collect() {
      this.set(ranking.clicks)
    },
  })
  new Gauge({
    name: 'vitrine_ranking_models_damaged',
    help: 'New models that came damaged or in part, and were not used.',
    registers: [registry],
    collect() {
      this.set(ranking.adoptions.damaged)
    },
  })
  if (refits === undefined) return
  new Gauge({
    name: 'vitrine_ranking_refits',
    help: 'Refits since the start, by what came of them.',
    labelNames: ['fate'] as const,
    registers: [registry],
    collect() {
      for (const fate of ['adopted', 'kept', 'failed'] as const) this.set({ fate }, refits[fate])
    },
  })
  new Gauge({
    name: 'vitrine_ranking_refit_seconds',
    help: 'How long the last refit took, waiting included.',
    registers: [registry],
    collect() {
      this.set(refits.seconds)
    },
  })
}
