import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { picture } from '../pictures/picture.ts'
import { type SceneName, scene } from '../pictures/scene.ts'
import { MARK } from './icons.ts'
import type { Shelves } from './shelves.ts'

export interface Asset {
  type: string
  body: Buffer
  etag: string
  /** Seconds a browser may keep it without asking. */
  maxAge: number
}

const YEAR = 31_536_000
const FONTS = ['sans', 'serif'].flatMap(family =>
  ['latin', 'latin-ext'].map(subset => ({ family, subset })),
)

/** Files that never change while the shop runs, read once. */
export function readAssets(): Map<string, Asset> {
  const assets = new Map<string, Asset>()
  for (const [name, type] of [
    ['tokens.css', 'text/css; charset=utf-8'],
    ['shop.css', 'text/css; charset=utf-8'],
    ['search.css', 'text/css; charset=utf-8'],
    ['shop.js', 'text/javascript; charset=utf-8'],
  ]) {
    const body = readFileSync(new URL(`./public/${name}`, import.meta.url))
    assets.set(`/assets/${name}`, asset(type, body, 0))
  }
  for (const { family, subset } of FONTS) {
    const path = `@fontsource-variable/noto-${family}/files/noto-${family}-${subset}-wght-normal.woff2`
    const body = readFileSync(fileURLToPath(import.meta.resolve(path)))
    assets.set(`/assets/noto-${family}-${subset}.woff2`, asset('font/woff2', body, YEAR))
  }
  assets.set('/assets/mark.svg', svg(markFile()))
  return assets
}

/** `/images/SKCS100-SAP.svg`, or `/images/scene-winter.svg`. */
export function imageOf(path: string, shelves: Shelves): Asset | undefined {
  const view = /^\/images\/scene-(winter|spring|summer|autumn)\.svg$/.exec(path)
  if (view) return svg(standalone(scene(view[1] as SceneName)))
  const asked = /^\/images\/([A-Z0-9]+)-([A-Z]{3})\.svg$/.exec(path)
  const item = asked && shelves.item(asked[1])
  const colour = item?.colours.find(one => one.code === asked?.[2])
  return item && colour ? svg(picture(item.leaf.picture, item.id, colour.paint)) : undefined
}

const svg = (text: string) => asset('image/svg+xml', Buffer.from(text), 86_400)

const standalone = (text: string) =>
  text.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')

function markFile(): string {
  const mark = MARK.text
    .replace('class="blaze"', 'fill="#ad3f14"')
    .replace('currentColor', '#7f8b8d')
  return standalone(mark)
}

function asset(type: string, body: Buffer, maxAge: number): Asset {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { type, body, etag, maxAge }
}
