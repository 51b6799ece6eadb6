import type { Report } from '../schema/report.ts'
import { API_FLAGS, call, findApi } from './api.ts'
import { dataDirOf } from './data-dir.ts'
import { Complaint, readFlags } from './flags.ts'
import { tellCounts, tellPlacements, tellSlices } from './report-counts.ts'
import { tellCampaigns, tellHistory } from './report-history.ts'
import { tellResults } from './report-results.ts'
import type { Language } from './report-words.ts'
import { runningServer } from './run-file.ts'
import { say } from './say.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = readFlags(args, {
    ...API_FLAGS,
    json: { type: 'boolean' },
    lang: { type: 'string' },
  })
  const language = values.lang ?? 'en'
  if (language !== 'fr' && language !== 'en') {
    throw new Complaint(`--lang needs fr or en, not "${language}".`)
  }
  const report = await findReport(values)
  if (values.json) console.log(JSON.stringify(report))
  else for (const line of tell(report, language)) say(line)
}

/** From the server that is named or runs here; else what a simulation left in the folder. */
async function findReport(values: { api?: string; key?: string; data?: string }): Promise<Report> {
  const dataDir = dataDirOf(values.data)
  const isNamed = (values.api ?? process.env.VITRINE_API) !== undefined
  const simulated =
    isNamed || runningServer(dataDir) !== undefined ? undefined : await simulatedIn(dataDir)
  return simulated ?? call<Report>(findApi(values), '/v1/results')
}

/** A server answers for itself: the engine is loaded only where one was left behind. */
async function simulatedIn(dataDir: string): Promise<Report | undefined> {
  const { simulatedReport } = await import('./simulated/snapshot.ts')
  return simulatedReport(dataDir)
}

function tell(report: Report, language: Language): string[] {
  return [
    ...tellCounts(report, language),
    ...tellSlices(report, language),
    ...tellResults(report, language),
    ...tellHistory(report, language),
    ...tellCampaigns(report, language),
    ...tellPlacements(report, language),
  ]
}
