import type { DoubtReason } from '../../core/signal/doubt.ts';

/** Why the heart rate of a strap is not to be trusted, and what to do: in a workout, and where straps are set up. */
export const strapDoubts = {
  contact: { title: 'No skin contact', advice: 'Moisten and tighten the strap' },
  leap: { title: 'Sudden jump', advice: 'May be counting steps: moisten and tighten the strap' },
  rise: { title: 'Rising too fast', advice: 'May be counting steps: moisten and tighten the strap' },
  rr: { title: 'Beats don’t match the rate', advice: 'Moisten and tighten the strap' },
  flat: { title: 'Heart rate not changing', advice: 'Check that the strap touches your skin' },
  spikes: { title: 'Stray readings', advice: 'Moisten and tighten the strap' },
} satisfies Record<DoubtReason, { title: string; advice: string }>;
