import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const SET_ASIDE = /\.damaged(-\d+)?(-wal|-shm)?$/

/**
 * Let go of damaged files that were set aside before this time. Nobody can rewrite them
 * when a person is forgotten, so they may not stay. A file is as old as its name: the
 * bytes may be of long ago.
 * @returns their names
 */
export function dropSetAside(folder: string, before: number): string[] {
  const dropped: string[] = []
  for (const place of [folder, join(folder, 'log')]) {
    const names = existsSync(place) ? readdirSync(place) : []
    for (const path of names.filter(name => SET_ASIDE.test(name)).map(name => join(place, name))) {
      if (statSync(path).ctimeMs >= before) continue
      rmSync(path)
      dropped.push(path)
    }
  }
  return dropped
}
