import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE, SECOND } from '../core/clock.ts'
import { Random } from '../core/random.ts'
import type { EventName } from '../schema/event.ts'
import { isDeclaredRobot, RobotWatch } from './index.ts'

test('robots that say so are recognised, people are not', () => {
  assert.ok(
    isDeclaredRobot('Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)'),
  )
  assert.ok(isDeclaredRobot('python-requests/2.32'))
  assert.ok(isDeclaredRobot(''))
  assert.ok(
    !isDeclaredRobot(
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    ),
  )
})

test('pages faster than a hand opens them make a robot, even one that scrolls', () => {
  const watch = new RobotWatch()
  watch.see('r', 'scroll', 0)
  for (let i = 0; i < 14; i++) assert.ok(!watch.see('r', 'page_view', i * 500))
  assert.ok(watch.see('r', 'page_view', 7000))
})

test('many pages a minute without one touch make a robot; with a touch, a keen shopper', () => {
  const pages = (watch: RobotWatch) => {
    let robot = false
    for (let i = 0; i < 45; i++) robot = watch.see('v', 'view_item', i * 1200 + (i % 3) * 90)
    return robot
  }
  assert.ok(pages(new RobotWatch()))
  const keen = new RobotWatch()
  keen.see('v', 'select_size', 0)
  assert.ok(!pages(keen))
})

test('an answer to our own placements saves nobody: the holdout could not have given it', () => {
  for (const name of ['click', 'dismiss'] as const) {
    const watch = new RobotWatch()
    watch.see('v', name, 0)
    let robot = false
    for (let i = 0; i < 45; i++) robot = watch.see('v', 'view_item', i * 1200 + (i % 3) * 90)
    assert.ok(robot, name)
  }
})

test('a page every second and a half, and nothing ever touched, makes a robot within a dozen', () => {
  const watch = new RobotWatch()
  let seen = 0
  while (!watch.see('r', 'page_view', seen * 1_500 + (seen % 3) * 200)) seen++
  assert.ok(seen < 12)
})

test('pages as regular as a clock make a robot, however slow', () => {
  const watch = new RobotWatch()
  let robot = false
  for (let i = 0; i < 32; i++) robot = watch.see('v', 'page_view', i * 20 * SECOND)
  assert.ok(robot)
})

test('people who browse at their own pace are never taken for robots', () => {
  const random = new Random(5)
  const watch = new RobotWatch()
  for (let person = 0; person < 500; person++) {
    let time = 0
    for (let page = 0; page < 60; page++) {
      time += 2 * SECOND + random.next() * 40 * SECOND
      watch.see(`p${person}`, 'page_view', time)
      const robot = watch.see(`p${person}`, 'view_item', time + 10)
      if (random.chance(0.3)) watch.see(`p${person}`, 'scroll', time + SECOND)
      assert.ok(!robot)
    }
  }
})

test('what a tag tells again from page to page, until one hears the answer, makes nobody a robot', () => {
  const watch = new RobotWatch()
  const told: [EventName, number][] = []
  for (let page = 0; page < 10; page++) {
    const opened = page * 600
    told.push(['page_view', opened], ['view_item', opened + 120], ['view_item_list', opened + 120])
    for (const [name, time] of told) assert.ok(!watch.see('v', name, time), `page ${page}`)
  }
})

test('pages that come late and out of order make nobody a robot', () => {
  const watch = new RobotWatch()
  for (let i = 0; i < 20; i++)
    watch.see('v', 'page_view', 2 * 3_600_000 + i * 7_000 + (i % 4) * 900)
  assert.ok(!watch.see('v', 'page_view', 0))
  assert.ok(!watch.see('v', 'page_view', 3_600_000))
})

test('whoever follows the hidden link is a robot from then on', () => {
  const watch = new RobotWatch()
  watch.trap('r')
  assert.ok(watch.isRobot('r'))
  assert.ok(watch.see('r', 'scroll', MINUTE))
})

test('memory stays bounded: the visitor silent for longest is forgotten', () => {
  const watch = new RobotWatch(100)
  watch.trap('old')
  for (let i = 0; i < 1_000; i++) watch.see(`v${i}`, 'page_view', i)
  assert.equal(watch.size, 100)
  assert.ok(!watch.isRobot('old'))
})
