import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Complaint } from './flags.ts'

/**
 * The shop that a command means: the one named, or the only one of the data folder.
 * @throws Complaint when there is no such shop, or when there are several and none was named
 */
export function shopNameIn(dataDir: string, named = process.env.VITRINE_SHOP): string {
  const folder = join(dataDir, 'shops')
  const shops = existsSync(folder) ? readdirSync(folder).sort() : []
  if (named !== undefined && shops.includes(named)) return named
  if (shops.length === 0) {
    throw new Complaint(
      `There is no shop in ${dataDir} yet. "npm exec --no vitrine -- serve" opens one, or name another folder with --data.`,
    )
  }
  if (named === undefined && shops.length === 1) return shops[0]
  const asked = named === undefined ? 'Which shop?' : `There is no shop "${named}".`
  throw new Complaint(`${asked} In ${dataDir}: ${shops.join(', ')}. Name one with --shop.`)
}
