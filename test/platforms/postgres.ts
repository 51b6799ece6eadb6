import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Missing, say } from './report.ts'

/** PostgreSQL refuses to run as root: whoever is, runs it as nobody. */
const NOBODY = 65_534
const WITHIN_MS = 60_000

export interface Database {
  /** Folder of its socket: it listens on no port. */
  host: string
  user: string
  name: string
  stop(): Promise<void>
}

/** A database of its own in a temporary folder, gone when it is stopped. */
export async function startPostgres(): Promise<Database> {
  const initdb = find('initdb')
  const postgres = find('postgres')
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-postgres-'))
  const who = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  if (who.uid) chownSync(folder, who.uid, who.gid)
  const data = join(folder, 'data')
  const options = ['-D', data, '-U', 'shop', '--auth=trust', '--encoding=UTF8', '--no-locale', '-N']
  const made = spawnSync(initdb, options, { ...who, cwd: folder, encoding: 'utf8' })
  if (made.status !== 0) throw new Missing(`PostgreSQL could not make a database: ${made.stderr}`)

  const settings = ['-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'log_min_messages=fatal']
  const child = spawn(postgres, ['-D', data, '-k', folder, ...settings], {
    ...who,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const stop = async () => {
    if (child.exitCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGINT')
      await gone
    }
    rmSync(folder, { recursive: true, force: true })
  }
  for (const until = Date.now() + WITHIN_MS; !existsSync(join(folder, '.s.PGSQL.5432')); ) {
    if (child.exitCode === null && Date.now() < until) await sleep(100)
    else {
      await stop()
      throw new Missing('PostgreSQL did not start; its own lines above say why.')
    }
  }
  say(`PostgreSQL runs in ${folder}`)
  return { host: folder, user: 'shop', name: 'postgres', stop }
}

/** On the path, or where Debian keeps it beside the path. */
function find(command: string): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : []
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map(version => join(debian, version, 'bin')),
  ]
  const found = folders.map(folder => join(folder, command)).find(path => existsSync(path))
  if (found) return found
  throw new Missing(
    `PostgreSQL is missing: there is no "${command}" on the path. Install PostgreSQL 13 or newer, for example with "apt-get install postgresql".`,
  )
}
