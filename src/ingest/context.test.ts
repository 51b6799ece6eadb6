import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contextOf, readAcceptLanguage, readCampaign, readHeaders } from './index.ts'
import { readUserAgent } from './user-agent.ts'

test('device, system and browser are read from the agents most people use', () => {
  const cases: [string, string, string, string][] = [
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
      'desktop',
      'Windows',
      'Chrome',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
      'desktop',
      'Windows',
      'Edge',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
      'desktop',
      'macOS',
      'Safari',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
      'desktop',
      'Linux',
      'Firefox',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36',
      'mobile',
      'Android',
      'Samsung Internet',
    ],
    [
      'Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
      'tablet',
      'Android',
      'Chrome',
    ],
    [
      'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'tablet',
      'iOS',
      'Safari',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1',
      'mobile',
      'iOS',
      'Chrome',
    ],
    [
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
      'desktop',
      'ChromeOS',
      'Chrome',
    ],
  ]
  for (const [agent, device, os, browser] of cases) {
    assert.deepEqual(readUserAgent(agent), { device, os, browser })
  }
  assert.deepEqual(readUserAgent('curl/8.0'), {})
  assert.deepEqual(readUserAgent(''), {})
})

test('headers give language and country, and never an address', () => {
  const headers = {
    'user-agent': 'curl/8.0',
    'accept-language': 'en;q=0.5, fr-FR, *;q=0.1',
    'cf-ipcountry': 'FR',
    'x-forwarded-for': '203.0.113.7',
  }
  assert.deepEqual(readHeaders(headers), { language: 'fr-FR', country: 'FR' })
  assert.deepEqual(readHeaders({ 'cf-ipcountry': 'XX' }), {})
  assert.equal(readAcceptLanguage('%%%,;;q='), undefined)
})

test('the origin is read from tags, then click ids, then the page before', () => {
  const cases: [string | undefined, string | undefined, object | undefined][] = [
    [
      '/?utm_source=news&utm_medium=email&gclid=1',
      'https://www.google.fr/',
      { source: 'news', medium: 'email' },
    ],
    ['/?gclid=abc', 'https://www.google.fr/', { source: 'google', medium: 'cpc' }],
    ['/?fbclid=abc', undefined, { source: 'facebook', medium: 'social' }],
    [
      '/',
      'https://www.google.fr/search?q=ski+enfant',
      { source: 'google', medium: 'organic', term: 'ski enfant' },
    ],
    ['/', 'https://duckduckgo.com/', { source: 'duckduckgo', medium: 'organic' }],
    ['/', 'https://l.instagram.com/?u=x', { source: 'instagram', medium: 'social' }],
    ['/', 'https://mail.google.com/', { source: 'mail.google.com', medium: 'email' }],
    ['/', 'https://blog.example/avis', { source: 'blog.example', medium: 'referral' }],
    ['/', 'https://www.shop.example/fr', undefined],
    ['/', 'javascript:alert(1)', undefined],
    ['/', undefined, undefined],
  ]
  for (const [url, referrer, campaign] of cases) {
    assert.deepEqual(readCampaign(url, referrer, 'shop.example'), campaign, `${url} ${referrer}`)
  }
})

test('where our own host is not known, no page of ours is taken for a referral', () => {
  assert.equal(readCampaign('/', 'https://shop.example/fr'), undefined)
  assert.equal(readCampaign('https://shop.example/p', 'https://shop.example/fr'), undefined)
})

test('what the tag tells stands over what the headers say', () => {
  const context = contextOf({
    headers: { 'accept-language': 'fr' },
    told: { language: 'en-GB', width: 390, campaign: { source: 'told' } },
    url: '/?utm_source=url',
  })
  assert.deepEqual(context, { language: 'en-GB', width: 390, campaign: { source: 'told' } })
})
