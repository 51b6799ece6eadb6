/** The home page as shoppers see it. The last one pins what is shown there: it stays the last. */
import './home/first-visit.ts'
import './home/return.ts'
import './home/left-cart.ts'
import './home/twins.ts'
import './home/after-purchase.ts'
