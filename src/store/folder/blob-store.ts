import type { Dirent } from 'node:fs'
import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { checkBlobKey } from '../blob-key.ts'
import type { BlobStore } from '../ports.ts'
import { makeFolder, syncFolder } from './make-folder.ts'

/** An unfinished blob. Keys cannot begin with a dot, so none is ever listed or read. */
const UNFINISHED = /^\.blob-\d+-\d+$/
let unfinished = 0
/** What is read of a streamed blob at once. */
const PIECE_BYTES = 1 << 20

/**
 * Blobs as files of a folder. A blob is written beside its place, brought to disk,
 * then renamed into it: a reader, or a power cut, sees the old one or the new one.
 */
export class FolderBlobStore implements BlobStore {
  readonly #root: string

  private constructor(root: string) {
    this.#root = root
  }

  /** Opens the folder and clears away what a killed process left unfinished. */
  static async open(root: string): Promise<FolderBlobStore> {
    await makeFolder(root)
    for (const entry of await filesOf(root)) {
      if (UNFINISHED.test(entry.name)) await rm(join(entry.parentPath, entry.name))
    }
    return new FolderBlobStore(root)
  }

  /** A folder that another process has opened: what is unfinished in it may be that one's. */
  static beside(root: string): FolderBlobStore {
    return new FolderBlobStore(root)
  }

  async put(key: string, bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<void> {
    const path = this.#path(key)
    const folder = dirname(path)
    await makeFolder(folder)
    const draft = join(folder, `.blob-${process.pid}-${++unfinished}`)
    try {
      await writeThrough(draft, bytes)
      await rename(draft, path)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
    await syncFolder(folder)
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    try {
      return new Uint8Array(await readFile(this.#path(key)))
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  async *stream(key: string): AsyncGenerator<Uint8Array> {
    const file = await opened(this.#path(key))
    if (file === undefined) return
    try {
      for (;;) {
        const piece = new Uint8Array(PIECE_BYTES)
        const { bytesRead } = await file.read(piece, 0, PIECE_BYTES)
        if (bytesRead === 0) return
        yield piece.subarray(0, bytesRead)
      }
    } finally {
      await file.close()
    }
  }

  async list(prefix: string): Promise<string[]> {
    const keys: string[] = []
    for (const entry of await filesOf(this.#root)) {
      if (UNFINISHED.test(entry.name)) continue
      const key = relative(this.#root, join(entry.parentPath, entry.name)).split(sep).join('/')
      if (key.startsWith(prefix)) keys.push(key)
    }
    return keys.sort()
  }

  async delete(key: string): Promise<void> {
    await rm(this.#path(key), { force: true })
  }

  #path(key: string): string {
    checkBlobKey(key)
    return join(this.#root, ...key.split('/'))
  }
}

async function writeThrough(
  path: string,
  bytes: AsyncIterable<Uint8Array> | Uint8Array,
): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function filesOf(root: string): Promise<Dirent[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile())
}

async function opened(path: string): Promise<FileHandle | undefined> {
  try {
    const file = await open(path, 'r')
    if ((await file.stat()).isFile()) return file
    await file.close()
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
}
