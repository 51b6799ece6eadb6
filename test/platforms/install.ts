import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Missing, say } from './report.ts'

const CACHE = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')

/**
 * A folder outside the project with the platform installed in it, as its lockfile here says.
 * What is installed stays for the next run: hundreds of megabytes nobody else needs.
 */
export function install(platform: string): string {
  const own = join(import.meta.dirname, platform)
  const lock = readFileSync(join(own, 'package-lock.json'))
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 12)
  const folder = join(CACHE, 'vitrine-platforms', `${platform}-${digest}`)
  const mark = join(folder, 'installed')
  if (!existsSync(mark)) {
    say(`installing ${platform} in ${folder}`)
    mkdirSync(folder, { recursive: true })
    for (const file of ['package.json', 'package-lock.json'])
      cpSync(join(own, file), join(folder, file))
    npmInstall(folder)
    writeFileSync(mark, '')
  }
  say(`${platform} is installed in ${folder}`)
  return folder
}

function npmInstall(folder: string): void {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', args, {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status === 0) return
  throw new Missing(
    `"npm ci" failed in ${folder}: the package registry is out of reach, or the disk is full.`,
  )
}
