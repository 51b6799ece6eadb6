import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ErasureList } from '../erasure-list.ts'
import { makeFolder, syncFolder } from '../folder/make-folder.ts'
import type { Env } from '../ports.ts'
import { Owner } from '../sqlite/owner.ts'
import { verifyLog } from '../sqlite/verify-log.ts'
import { copyLive, copyQuiet, described, linkUnchanged, stampOf } from './copy.ts'
import { copySteady, identityOf } from './copy-steady.ts'
import { type BackedUp, type Manifest, writeManifest } from './manifest.ts'
import { clearUnfinished, keepNewest, keptOn, nameOf, shelfOf, UNFINISHED } from './shelf.ts'

export interface BackupOptions {
  dataDir: string
  shop: string
  /** Where back-ups are kept; each shop has a folder in it. */
  dir: string
  env: Env
  /** Of Vitrine. */
  version: string
  /** How many whole ones stay; all of them where nothing is said. */
  keep?: number
}

export interface BackupMade {
  folder: string
  manifest: Manifest
  /** Bytes copied, and bytes shared with the back-up before. */
  copied: number
  shared: number
  removed: string[]
}

/**
 * Copy a shop while it runs, or while it does not: files are only read.
 *
 *     snapshot ─▶ profiles ─▶ log, day by day
 *
 * In this order each knows at least what the one before it knows, so that together they
 * are a moment a server could have been killed at. The back-up gets its name when
 * everything is on disk; until then, whatever happens, the ones before are untouched.
 */
export async function makeBackup(options: BackupOptions): Promise<BackupMade> {
  const shelf = shelfOf(options.dir, options.shop)
  await makeFolder(shelf)
  const owner = new Owner(shelf, options.env.now())
  try {
    clearUnfinished(shelf)
    return await new Backup(options, shelf).make()
  } finally {
    owner.release()
  }
}

class Backup {
  readonly #options: BackupOptions
  readonly #home: string
  readonly #shelf: string
  readonly #name: string
  readonly #draft: string
  readonly #files: BackedUp[] = []
  #shared = 0

  constructor(options: BackupOptions, shelf: string) {
    this.#options = options
    this.#home = join(options.dataDir, 'shops', options.shop)
    this.#shelf = shelf
    this.#name = nameOf(options.env.now())
    this.#draft = join(shelf, UNFINISHED + this.#name)
  }

  async make(): Promise<BackupMade> {
    if (existsSync(join(this.#shelf, this.#name))) throw new Error('a back-up was made this second')
    try {
      await mkdir(this.#draft, { mode: 0o700 })
      await this.#copyAll()
      const manifest = await this.#manifest()
      writeManifest(this.#draft, manifest)
      const { dataDir, shop } = this.#options
      await ErasureList.besideBackups(this.#shelf).takeIn(new ErasureList(dataDir, shop))
      return await this.#finish(manifest)
    } catch (error) {
      rmSync(this.#draft, { recursive: true, force: true })
      throw error
    }
  }

  async #copyAll(): Promise<void> {
    await this.#copySmall()
    await this.#copySnapshot()
    if (existsSync(join(this.#home, 'profiles.db'))) await this.#copyLive('profiles.db')
    await this.#copyLog()
  }

  /** Keys, secrets, what feeds were read: whatever stands beside the stores, and is not made from the log. */
  async #copySmall(): Promise<void> {
    for (const entry of readdirSync(this.#home, { withFileTypes: true })) {
      const isStore = /^((profiles|search)\.db|analytics\.duckdb)|\.damaged|\.new$/.test(entry.name)
      if (entry.isFile() && !isStore) await this.#copyQuiet(entry.name)
    }
  }

  async #copySnapshot(): Promise<void> {
    const folder = join(this.#home, 'blobs/snapshots')
    if (existsSync(join(this.#home, 'blobs/rebuild')) || !existsSync(folder)) return
    const newest = readdirSync(folder)
      .filter(name => /^\d+$/.test(name))
      .sort()
      .at(-1)
    if (newest !== undefined) await this.#copyQuiet(`blobs/snapshots/${newest}`)
  }

  /** Days that are over are shared with the back-up before; the newest is written to meanwhile. */
  async #copyLog(): Promise<void> {
    const log = join(this.#home, 'log')
    const days = readdirSync(log).filter(name => /^\d{4,6}-\d{2}-\d{2}\.db$/.test(name))
    const paths = days.sort().map(name => `log/${name}`)
    await copySteady(paths, {
      copy: path => this.#copyDay(path),
      identity: path => identityOf(join(this.#home, path)),
    })
  }

  async #copyDay(path: string): Promise<void> {
    const filter = path.replace(/\.db$/, '.filter')
    this.#takeBack([path, filter])
    if (!this.#isOver(path, filter)) return await this.#copyLive(path)
    const before = keptOn(this.#shelf)[0]
    const last = before && { folder: before.folder, files: before.manifest.files }
    for (const one of [path, filter]) {
      const linked = linkUnchanged(one, join(this.#home, one), this.#draft, last)
      if (linked) this.#share(linked)
      else await this.#copyOver(one)
    }
  }

  /** What was copied too early goes: written over, a shared file would change in the back-up before. */
  #takeBack(paths: string[]): void {
    for (const path of paths) {
      const place = this.#files.findIndex(file => file.path === path)
      if (place < 0) continue
      const [{ size }] = this.#files.splice(place, 1)
      if (statSync(join(this.#draft, path)).nlink > 1) this.#shared -= size
      rmSync(join(this.#draft, path))
    }
  }

  /** Over, sealed, and nothing of it still in a WAL. */
  #isOver(path: string, filter: string): boolean {
    const wal = join(this.#home, `${path}-wal`)
    return existsSync(join(this.#home, filter)) && !(existsSync(wal) && statSync(wal).size > 0)
  }

  #share(file: BackedUp): void {
    this.#files.push(file)
    this.#shared += file.size
  }

  /** An erasure may rewrite a day at this very moment: then it is copied again. */
  async #copyOver(path: string): Promise<void> {
    const from = join(this.#home, path)
    for (;;) {
      const source = stampOf(from)
      await copyQuiet(from, join(this.#draft, path))
      if (JSON.stringify(stampOf(from)) !== JSON.stringify(source)) continue
      this.#files.push({ ...(await described(this.#draft, path)), source })
      return
    }
  }

  async #copyQuiet(path: string): Promise<void> {
    await copyQuiet(join(this.#home, path), join(this.#draft, path))
    this.#files.push(await described(this.#draft, path))
  }

  async #copyLive(path: string): Promise<void> {
    await copyLive(join(this.#home, path), join(this.#draft, path))
    this.#files.push(await described(this.#draft, path))
  }

  /** The copy is looked at, not the source: what is damaged there is damaged here. */
  async #manifest(): Promise<Manifest> {
    const { shop, env, version } = this.#options
    const damaged: string[] = []
    let position = 0
    const see = (records: { position: number }[]) => {
      position = records[records.length - 1].position
    }
    for await (const { level, says } of verifyLog(join(this.#draft, 'log'), see)) {
      if (level === 'grave') damaged.push(says)
    }
    this.#removeTraces()
    const madeAt = new Date(env.now()).toISOString()
    return { format: 1, shop, madeAt, position, version, files: this.#files, damaged }
  }

  /** Whoever looks into a database in WAL mode leaves empty files beside it. */
  #removeTraces(): void {
    const log = join(this.#draft, 'log')
    for (const name of readdirSync(log)) {
      if (/-(wal|shm)$/.test(name)) rmSync(join(log, name))
    }
  }

  async #finish(manifest: Manifest): Promise<BackupMade> {
    const folder = join(this.#shelf, this.#name)
    await syncFolder(this.#draft)
    renameSync(this.#draft, folder)
    await syncFolder(this.#shelf)
    const { keep } = this.#options
    const removed = keep === undefined ? [] : keepNewest(this.#shelf, Math.max(1, keep))
    const size = this.#files.reduce((sum, file) => sum + file.size, 0)
    return { folder, manifest, copied: size - this.#shared, shared: this.#shared, removed }
  }
}
