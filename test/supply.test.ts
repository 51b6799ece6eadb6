import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')

interface Locked {
  version?: string
  integrity?: string
  resolved?: string
  link?: boolean
  hasInstallScript?: boolean
}

for (const folder of ['.', 'runtime']) {
  test(`every package locked in ${folder} is one exact thing: a version with its hash, no scripts, from one place`, () => {
    const packages = lockedIn(folder)
    assert.ok(packages.length > 0)
    for (const [name, { version, integrity, link, hasInstallScript }] of packages) {
      assert.match(version ?? '', EXACT, name)
      assert.match(integrity ?? '', /^sha512-[A-Za-z0-9+/]{86}==$/, name)
      assert.ok(!link, `${name} is a folder of somebody's machine`)
      assert.ok(!hasInstallScript, `${name} would run a script when it is installed`)
    }
    const sources = packages.map(([, { resolved }]) => sourceOf(resolved))
    assert.equal(new Set(sources).size, 1, `packages come from ${[...new Set(sources)]}`)
  })

  test(`what ${folder} asks for, it asks for exactly, and the lockfile holds it`, () => {
    const { dependencies, devDependencies } = JSON.parse(read(folder, 'package.json'))
    const locked = new Map(lockedIn(folder))
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      assert.match(String(version), EXACT, name)
      assert.equal(locked.get(`node_modules/${name}`)?.version, version, name)
    }
  })
}

test('nothing is ever installed with its scripts, and no more than fifteen packages at run time', () => {
  assert.match(read('.', '.npmrc'), /^ignore-scripts=true$/m)
  const installs = read('scripts', 'runtime.mjs').match(/\['ci',[^\]]*\]/g) ?? []
  assert.equal(installs.length, 2)
  for (const install of installs) assert.match(install, /'--ignore-scripts'/)
  const { dependencies, scripts } = JSON.parse(read('.', 'package.json'))
  assert.ok(Object.keys(dependencies).length <= 15)
  for (const name of Object.keys(scripts))
    assert.doesNotMatch(name, /^(pre|post)?(install|prepare)/)
})

test('every package asked for has its reason in DEPENDENCIES.md', () => {
  const reasons = read('.', 'DEPENDENCIES.md')
  const { dependencies, devDependencies } = JSON.parse(read('.', 'package.json'))
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    assert.ok(reasons.includes(name), name)
  }
})

test('the bill of materials names every locked package once, with its hash, and is the same each time', () => {
  const [text, again] = [bill(), bill()]
  assert.equal(text, again)
  const bom = JSON.parse(text)
  assert.equal(bom.bomFormat, 'CycloneDX')
  assert.equal(bom.metadata.component.name, 'vitrine')
  const refs: string[] = bom.components.map((one: { 'bom-ref': string }) => one['bom-ref'])
  assert.equal(new Set(refs).size, refs.length)
  const wanted = [...lockedIn('.'), ...lockedIn('runtime')].map(([path, { version }]) => {
    return `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`
  })
  assert.deepEqual([...refs].sort(), [...new Set(wanted)].sort())
  for (const one of bom.components) {
    assert.equal(one.hashes?.[0]?.alg, 'SHA-512', one.name)
    assert.match(one.purl, /^pkg:npm\//)
  }
  const preact = bom.components.find((one: { name: string }) => one.name === 'preact')
  assert.equal(preact.scope, 'required', 'a browser is sent it')
})

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/

function lockedIn(folder: string): [path: string, locked: Locked][] {
  const { packages } = JSON.parse(read(folder, 'package-lock.json')) as {
    packages: Record<string, Locked>
  }
  return Object.entries(packages).filter(([path]) => path !== '')
}

/** Without an address, npm takes it from the registry it is set to: that is one place too. */
function sourceOf(resolved: string | undefined): string {
  return resolved === undefined ? 'the registry npm is set to' : new URL(resolved).origin
}

function bill(): string {
  const { status, stdout, stderr } = spawnSync('node', [join(root, 'scripts/sbom.mjs')], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  assert.equal(status, 0, stderr)
  return stdout
}

function read(folder: string, name: string): string {
  return readFileSync(join(root, folder, name), 'utf8')
}
