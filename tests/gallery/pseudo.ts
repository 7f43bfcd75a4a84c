// The whole app in a language that is not shipped: `/tests/gallery/pseudo.html?lang=qps`, while `npm run dev` is up.
import { withPseudo } from '../words/pseudo.ts';

withPseudo();
await import('../../src/app/main.ts');
