/** How the heart answers effort, in the settings: nothing known, one workout, a season. */
export const HEART_NAMES = ['heartNone', 'heartRough', 'heartKnown'] as const;
export type HeartName = (typeof HEART_NAMES)[number];
export const isHeart = (name: string): name is HeartName => HEART_NAMES.some((each) => each === name);
