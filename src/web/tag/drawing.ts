import type * as Draw from './draw.ts'
import { base } from './settings.ts'

/** File name of the drawing with its hash, put in by the build. */
declare const DRAWING: string

/** What draws, once it is here: a page that has nothing to draw never fetches it. */
export let drawing: typeof Draw | undefined

export async function fetchDrawing(): Promise<void> {
  drawing ??= (await import(/* @vite-ignore */ base + DRAWING)) as typeof Draw
}
