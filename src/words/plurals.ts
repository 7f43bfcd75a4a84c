import { formatsOf } from './formats.ts';

/** A phrase in each plural category of a language; `#` stands for the number. Text from outside has no place in one. */
export type Forms<Category extends Intl.LDMLPluralRule> = Readonly<Record<Category | 'other', string>>;

/** Chooses the form for a number, and writes the number into it. The rules are made once, when first asked for. */
export function pluralsOf<Category extends Intl.LDMLPluralRule>(language: string, type?: Intl.PluralRuleType) {
  const { number } = formatsOf(language);
  let rules: Intl.PluralRules | undefined;

  return (n: number, forms: Forms<Category>): string => {
    rules ??= new Intl.PluralRules(language, { type });
    // A browser's rules may be newer than ours, and name a category that is not in the forms.
    const { [rules.select(n) as Category]: form = forms.other } = forms;
    return form.replace('#', number(n));
  };
}
