/** What a rule is: a slug, its class and its texts. Texts live here and in `rules/`, so that the code that finds a mistake holds no prose. */
import type { DiagnosticClass, Message } from './diagnostic.js';

/** A message that knows its rule: what a phase hands to the collector. */
export interface Finding extends Message {
  readonly code: string;
  readonly class: DiagnosticClass;
}

/** `Arguments`: for each message its named arguments (`void` where it has none). */
export interface Rule<Arguments = Readonly<Record<string, never>>> {
  /** Also the name of the rule's file, page and test folder. */
  readonly slug: string;
  readonly class: DiagnosticClass;
  readonly messages: { readonly [Name in keyof Arguments]: (values: Arguments[Name]) => Finding };
}

export interface RuleDefinition<Arguments> {
  readonly slug: string;
  readonly class: DiagnosticClass;
  readonly messages: { readonly [Name in keyof Arguments]: (values: Arguments[Name]) => Message };
}

/** Binds each text to its rule: `noStaticWrite.messages.assignment({ … })` gives a Finding. */
export function defineRule<Arguments>(definition: RuleDefinition<Arguments>): Rule<Arguments> {
  const { slug, class: ruleClass } = definition;
  const bind = <Name extends keyof Arguments>(name: Name) => (values: Arguments[Name]): Finding => ({
    ...definition.messages[name](values), code: slug, class: ruleClass,
  });
  const names = Object.keys(definition.messages) as (keyof Arguments)[];
  // The keys are those of `definition.messages`, so every message of the type is there.
  const messages = Object.fromEntries(names.map((name) => [name, bind(name)])) as unknown as Rule<Arguments>['messages'];
  return { slug, class: ruleClass, messages };
}
