/** Beside the button, and in a category. Each pins what the next one pins otherwise. */
import './product-pages/reassurance.ts'
import './product-pages/product.ts'
import './product-pages/category.ts'
