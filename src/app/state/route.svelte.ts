/** The screens, by the hash of the address: an address of the app works from a bookmark, a notification and a shortcut. */
export type RouteName =
  | 'today'
  | 'plans'
  | 'plan'
  | 'editor'
  | 'sharedPlan'
  | 'live'
  | 'history'
  | 'session'
  | 'trends'
  | 'compare'
  | 'schedule'
  | 'settings';

interface Place {
  name: RouteName;
  id?: string | undefined;
  query: URLSearchParams;
}

export class Route {
  #place = $state.raw<Place>(placeOf(location.hash));

  readonly name = $derived(this.#place.name);
  readonly id = $derived(this.#place.id);
  readonly query = $derived(this.#place.query);

  constructor() {
    addEventListener('hashchange', () => {
      this.#place = placeOf(location.hash);
    });
  }

  /** Go to `#/…`; the way back stays. */
  go(hash: string): void {
    location.hash = hash;
  }

  /** What is shown has another address from now on: it stays as it is. */
  rename(hash: string): void {
    history.replaceState(history.state, '', hash);
  }

  /** Be at `#/…` instead of here. */
  replace(hash: string): void {
    history.replaceState(history.state, '', hash);
    this.#place = placeOf(hash);
  }
}

/** Where a hash leads. What leads nowhere leads to Today. */
function placeOf(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const query = new URLSearchParams(search);
  const [first = '', ...rest] = path.split('/');
  const id = rest.length > 0 && rest[0] !== '' ? decoded(rest.join('/')) : undefined;
  switch (first) {
    case 'plans':
      // the plan is in the link: another link is another screen
      if (id === 'open') return { name: 'sharedPlan', id: query.get('p') ?? '', query };
      if (id === 'new') return { name: 'editor', id, query };
      if (rest.length > 1 && rest.at(-1) === 'edit')
        return { name: 'editor', id: decoded(rest.slice(0, -1).join('/')), query };
      return id === undefined ? { name: 'plans', query } : { name: 'plan', id, query };
    case 'history':
      if (id === 'trends') return { name: 'trends', query };
      if (id === 'compare') return { name: 'compare', id: query.get('ids') ?? '', query };
      return id === undefined ? { name: 'history', query } : { name: 'session', id, query };
    case 'quick':
      query.set('plan', first);
      return { name: 'live', query };
    case 'live':
    case 'schedule':
    case 'settings':
      return { name: first, query };
    default:
      return { name: 'today', query };
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
