import { PLAN_ORDERS, type PlanWish } from '../../../../core/plan/library.ts';

/** What an address of the plans asks for, so that whoever comes back from a plan finds them as they were. */
export function wishIn(query: URLSearchParams): PlanWish {
  return {
    text: query.get('q') ?? '',
    tags: query.getAll('tag'),
    order: PLAN_ORDERS.find((each) => each === query.get('sort')) ?? 'usual',
  };
}

export function addressOf({ text, tags, order }: PlanWish): string {
  const query = new URLSearchParams();
  if (text.trim() !== '') query.set('q', text.trim());
  for (const tag of tags) query.append('tag', tag);
  if (order !== 'usual') query.set('sort', order);
  return query.size === 0 ? '#/plans' : `#/plans?${query.toString()}`;
}
