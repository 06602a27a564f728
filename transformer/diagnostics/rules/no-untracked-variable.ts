/** Variables, or objects that own some, kept in a plain array, object, Map or Set. */
import { defineRule, type Rule } from '../define-rule.js';

export type PlainContainer = 'array' | 'object' | 'Map' | 'Set';

export const noUntrackedVariable: Rule<{
  /** `holds`: Variables (if not given), or objects that extend Base. */
  field: { attribute: string; container: PlainContainer; holds?: 'variables' | 'objects' };
}> = defineRule({
  slug: 'no-untracked-variable',
  class: 'rule',
  messages: {
    field: ({ attribute, container, holds = 'variables' }) => {
      const byName = container === 'object' || container === 'Map';
      const tracked = `${holds === 'variables' ? 'Var' : 'Node'}${byName ? 'Dict' : 'List'}`;
      return {
        message: `${attribute} keeps ${holds === 'variables' ? 'Variables' : 'objects that extend Base'} in a plain ${container}.`,
        why: `What is in a plain ${container} is not tracked: vars(), compiled code and runners would not find it.`,
        help: `Write '${attribute} = new ${tracked}(${byName ? '{ … }' : '[ … ]'})' (import { ${tracked} } from 'myelin').`,
      };
    },
  },
});
