/** What the page says when the app itself did not load, and what a host says of an address that is none. */
export const repair = {
  title: 'Beatkeeper did not load',
  why: 'Part of the app is missing or damaged. Your workouts, plans and settings are safe on this device.',
  whyOffline: 'You are offline, and part of the app is not on this device yet. Your workouts and settings are safe.',
  again: 'Try again',
  repair: 'Repair',
  repairWhy: 'Repair downloads the app again. Nothing you have saved is touched.',
  repairing: 'Downloading the app again…',
  unreachable: 'The app cannot be downloaded right now. Check your connection, then try again.',
  incomplete: 'The app on the server is incomplete at the moment. Try again in a few minutes.',
};

export const notFound = {
  title: 'Page not found',
  text: 'There is nothing at this address.',
  open: 'Open Beatkeeper',
};
