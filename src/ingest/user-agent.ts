import type { Context } from '../schema/event.ts'

/**
 * Device, system and browser family from a User-Agent: a table small enough to
 * read. Order matters, because browsers name the ones they imitate.
 */
const BROWSERS: [RegExp, string][] = [
  [/\bEdgi?A?(?:OS)?\//, 'Edge'],
  [/\bOPR\/|\bOPiOS\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bYaBrowser\//, 'Yandex'],
  [/\bDuckDuckGo\/|\bDdg\//, 'DuckDuckGo'],
  [/\bFBAN\/|\bFBAV\//, 'Facebook app'],
  [/\bInstagram\b/, 'Instagram app'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bCriOS\/|\bChrome\/|\bChromium\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*Safari\//, 'Safari'],
  [/\bAppleWebKit\/.*Mobile\//, 'Safari'],
  [/\bMSIE |\bTrident\//, 'Internet Explorer'],
]

const SYSTEMS: [RegExp, string][] = [
  [/\biPhone|\biPad|\biPod/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMacintosh\b|\bMac OS X\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

export function readUserAgent(userAgent: string): Pick<Context, 'device' | 'os' | 'browser'> {
  const known = remembered.get(userAgent)
  if (known) return known
  if (userAgent.length > LONGEST) return parse(userAgent.slice(0, LONGEST))
  const read = parse(userAgent)
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(userAgent, read)
  return read
}

/**
 * A shop sees few distinct agents: what was read is kept, within a bound. No browser's
 * name is longer than this; one that is was made to fill the memory, and is not kept.
 */
const LONGEST = 512
const MOST_REMEMBERED = 2_000
const remembered = new Map<string, Pick<Context, 'device' | 'os' | 'browser'>>()

function parse(userAgent: string): Pick<Context, 'device' | 'os' | 'browser'> {
  const os = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1]
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1]
  if (!os) return browser ? { browser } : {}
  return { device: deviceOf(userAgent, os), os, ...(browser && { browser }) }
}

function deviceOf(userAgent: string, os: string): 'mobile' | 'tablet' | 'desktop' {
  if (/\biPad|\bTablet\b|\bPlayBook|\bSilk\//.test(userAgent)) return 'tablet'
  if (os === 'iOS') return 'mobile'
  // Android says "Mobile" on telephones and nothing on tablets.
  if (os === 'Android') return /\bMobile\b/.test(userAgent) ? 'mobile' : 'tablet'
  return /\bMobile\b|\bPhone\b/.test(userAgent) ? 'mobile' : 'desktop'
}
