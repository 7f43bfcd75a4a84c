/**
 * How readily the coach speaks. `pacing`: of the ceiling alone, for people who must stay below a limit; `off`: of phases, the
 * signal and the ceiling.
 */
export type Strictness = (typeof STRICTNESSES)[number];
export const STRICTNESSES = ['pacing', 'off', 'gentle', 'standard', 'strict'] as const;
