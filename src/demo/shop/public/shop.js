/** What the shop adds when scripts run: analytics pushes, gallery, sizes, the banner's answer. */
const language = document.documentElement.lang
const say = (fr, en) => (language === 'fr' ? fr : en)

window.dataLayer ??= []
window.vitrine ??= (...call) => {
  window.vitrine.q ??= []
  window.vitrine.q.push(call)
}

const push = message => {
  if (message.ecommerce) window.dataLayer.push({ ecommerce: null })
  window.dataLayer.push(message)
}

const told = JSON.parse(document.getElementById('ga4')?.textContent ?? '[]')
for (const message of told) push(message)
if (document.body.dataset.choice) window.vitrine('consent', document.body.dataset.choice)

/** What GA4 has no name for is told to Vitrine alone. */
const read = document.querySelector('[data-reads]')
if (read) window.vitrine('event', `read_${read.dataset.reads}`)

/** A product chosen in a list, as GA4 calls it. */
document.addEventListener('click', event => {
  const link = event.target.closest?.('a.tile[data-item]')
  if (!link) return
  for (const { ecommerce } of told) {
    const item =
      ecommerce?.item_list_id && ecommerce.items.find(one => one.item_id === link.dataset.item)
    if (!item) continue
    push({
      event: 'select_item',
      ecommerce: { currency: 'EUR', item_list_id: ecommerce.item_list_id, items: [item] },
    })
    return
  }
})

/** The gallery shows a view in place; the link to its colour still works with a modifier key. */
const main = document.querySelector('.gallery .main')
for (const view of document.querySelectorAll('.views a')) {
  view.addEventListener('mouseenter', () => {
    main.className = `main tint-${view.dataset.tint}`
    main.firstElementChild.src = view.dataset.view
  })
}

/** A size that is gone can be asked about, not bought: the button says so. */
const form = document.querySelector('form.choose')
const showSize = ({ size, gone }) => {
  const button = form.querySelector('button')
  if (!size || !button) return false
  button.dataset.add ??= button.textContent
  const out = gone !== undefined
  button.disabled = out
  button.textContent = out ? `${button.dataset.out} ${say('en', 'in')} ${size}` : button.dataset.add
  return true
}
form?.addEventListener('change', ({ target: { dataset } }) => {
  if (!showSize(dataset)) return
  const { size, gone } = dataset
  const in_stock = gone === undefined
  push({ event: 'select_size', item_id: document.body.dataset.vitrineItem, size, in_stock })
})

/** An offer on the page goes along with what is put into the cart: nobody types a signed code. */
form?.addEventListener('submit', () => {
  const code = document.querySelector('.vt-nudge-code')?.textContent
  if (!code) return
  form.querySelector('input[name="code"]')?.remove()
  form.append(
    Object.assign(document.createElement('input'), { type: 'hidden', name: 'code', value: code }),
  )
})

/** Back in the history, a browser puts the chosen size again without a word. */
addEventListener('pageshow', () => {
  const chosen = form?.querySelector('input[data-size]:checked')
  if (chosen) showSize(chosen.dataset)
})

/** The answer is given at once; the form would have done it with a page. */
for (const asked of document.querySelectorAll('.banner form')) {
  asked.addEventListener('submit', event => {
    event.preventDefault()
    const choice = event.submitter.value
    window.vitrine('consent', choice)
    const body = new URLSearchParams({ choice })
    fetch(asked.action, { method: 'POST', body, redirect: 'manual', keepalive: true }).catch(
      () => {},
    )
    document.querySelector('.banner').remove()
  })
}

/** Whoever had all of it forgotten has said no: the next page asks no service of them. */
document.addEventListener('vitrine:forgotten', () => {
  const body = new URLSearchParams({ choice: 'refused' })
  const { pathname } = new URL(document.querySelector('[data-vitrine="why"]').href)
  fetch(pathname, { method: 'POST', body, redirect: 'manual', keepalive: true }).catch(() => {})
})

/** Quantities change as they are chosen; the button is for those without a script. */
for (const many of document.querySelectorAll('form.many')) {
  many.querySelector('button').hidden = true
  many.querySelector('select').addEventListener('change', () => many.requestSubmit())
}

/** Filters start closed where they would push the list out of sight. */
const filters = document.querySelector('details.filters')
if (filters && matchMedia('(max-width: 900px)').matches) filters.open = false

for (const menu of document.querySelectorAll('details.menu, details.sorts')) {
  document.addEventListener('click', event => {
    if (!menu.contains(event.target)) menu.open = false
  })
  menu.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return
    menu.open = false
    menu.firstElementChild.focus()
  })
}
