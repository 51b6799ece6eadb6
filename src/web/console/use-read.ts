import { useEffect, useState } from 'preact/hooks'
import { ask, Refusal } from './ask.ts'
import { addressOf } from './connection.ts'

/** The server's word, or why there is none: the session is over, there is no such thing, nobody answers. */
export type Got<T> = T | 'reading' | 'expired' | 'unknown' | 'lost'

const EVERY_MS = 15_000

/** Asked at once, when the question changes, when told to, and now and then while somebody looks. */
export function useRead<T extends object>(asked: unknown[], ask: () => Promise<Got<T>>) {
  const [got, setGot] = useState<Got<T>>('reading')
  const [again, setAgain] = useState(0)
  useEffect(() => {
    let isOpen = true
    const readOnce = async () => {
      const told = await ask()
      // What was read stays on the page while the server is away.
      if (isOpen) setGot(held => (told === 'lost' && typeof held === 'object' ? held : told))
    }
    void readOnce()
    const timer = setInterval(() => document.hidden || void readOnce(), EVERY_MS)
    return () => {
      isOpen = false
      clearInterval(timer)
    }
  }, [...asked, again])
  return { got, read: () => setAgain(times => times + 1) }
}

/** One answer of the server. */
export async function read<T extends object>(path: string): Promise<Got<T>> {
  try {
    const response = await fetch(addressOf(path))
    if (response.status === 401 || response.status === 403) return 'expired'
    if (response.status === 404) return 'unknown'
    return response.ok ? await response.json() : 'lost'
  } catch {
    return 'lost'
  }
}

/** Send what was decided; the answer, or in words why it was not taken. */
export async function send<T extends object>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<T | string> {
  try {
    return await ask<T>(method, path, body)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.message
  }
}
