import type { Language } from '../../core/typography.ts'
import { Findings } from '../../server/rules/findings.ts'
import { RuleShelf } from '../../server/rules/shelf.ts'
import { situationsPage } from '../../server/rules/situations.ts'
import { machine } from '../../store/machine.ts'
import type { Rules } from '../rules.ts'
import { simulatedEngine } from './snapshot.ts'

/** What the engine of a simulation found; undefined where none was run. */
export async function simulatedRules(
  dataDir: string,
  language: Language,
  limit: number,
): Promise<Rules | undefined> {
  const engine = simulatedEngine(dataDir)
  if (engine === undefined) return undefined
  // It is over: since when something is proven is written down nowhere.
  const shop = { engine, isReady: true, hasRoom: false, take: async () => {} }
  const findings = new Findings(shop, machine)
  const shelf = new RuleShelf(shop, findings, machine)
  const asked = { language, limit: 1 }
  return {
    situations: await situationsPage(await findings.lately(), asked, engine.catalogue, machine),
    rules: await shelf.page({ language, limit }),
  }
}
