import { describe, expect, it } from 'vitest';
import { Base } from '../../runtime/core/base.js';
import { NodeDict, NodeList } from '../../runtime/core/node-list.js';
import { TrainVar } from '../../runtime/core/train-var.js';
import { VarDict, VarList } from '../../runtime/core/var-list.js';
import { Variable } from '../../runtime/core/variable.js';
import { jit } from '../../runtime/jit/jit.js';

class Leaf extends Base {
  readonly V = new Variable(1);
  readonly w = new TrainVar(1);
}

class Net extends Base {
  readonly E = new Leaf();
  readonly projection = { pre: this.E };
  readonly parts = new NodeDict({ soma: new Leaf(), dendrite: new Leaf() });
  readonly list = new NodeList([new Leaf()]);
  readonly gates = new VarDict({ m: new Variable(1), h: new Variable(1) });
  readonly states = new VarList([new Variable(1)]);
  readonly hidden = [new Variable(1)];
  readonly self: Net = this;
}

describe('the tree of a Base', () => {
  it('lists Variables by path, those in containers too, plain arrays and objects not', () => {
    const net = new Net();
    expect([...net.vars().keys()]).toEqual([
      'gates.m', 'gates.h', 'states.0', 'E.V', 'E.w', 'parts.soma.V', 'parts.soma.w', 'parts.dendrite.V', 'parts.dendrite.w', 'list.0.V', 'list.0.w',
    ]);
    expect([...net.trainVars().keys()]).toEqual(['E.w', 'parts.soma.w', 'parts.dendrite.w', 'list.0.w']);
    expect(net.vars().get('gates.m')).toBe(net.gates.m);
  });

  it('lists objects once, on their shortest path, and ends in cycles', () => {
    class Pair extends Base {
      readonly deep = new NodeList([new Net()]);
      readonly E = this.deep[0]!.E;
    }
    const pair = new Pair();
    expect([...pair.nodes().keys()]).toEqual(['', 'deep.0', 'E', 'deep.0.parts.soma', 'deep.0.parts.dendrite', 'deep.0.list.0']);
    expect(pair.nodes().subset(Leaf).size).toBe(4);
  });

  it('finds objects behind callables, and shared Variables under each path', () => {
    const shared = new Variable(1);
    class Two extends Base {
      readonly a = shared;
      readonly b = shared;
      readonly inner = jit(new Leaf());
    }
    const two = new Two();
    expect([...two.vars().keys()]).toEqual(['a', 'b', 'inner.V', 'inner.w']);
    expect([...two.vars().unique().keys()]).toEqual(['a', 'inner.V', 'inner.w']);
  });

  it('names objects after their class', () => {
    class Unique extends Base {}
    expect([new Unique().name, new Unique().name, new Unique('mine').name]).toEqual(['Unique0', 'Unique1', 'mine']);
  });
});

describe('containers', () => {
  it('are lists and records in every other respect', () => {
    const net = new Net();
    expect([net.list.length, net.list[0], net.parts.soma]).toEqual([1, expect.any(Leaf), expect.any(Leaf)]);
    expect(net.list.map((leaf) => leaf.name).constructor).toBe(Array);
    expect(Object.keys(net.parts)).toEqual(['soma', 'dendrite']);
  });

  it('refuse what does not belong', () => {
    expect(() => new NodeList([new Variable(1) as unknown as Base])).toThrow(/item 0 is no Base/);
    expect(() => new VarList([3 as unknown as Variable])).toThrow(/item 0 is no Variable/);
    expect(() => new NodeDict({ a: 3 as unknown as Base })).toThrow(/item a is no Base/);
    expect(() => new VarDict({ a: 3 as unknown as Variable })).toThrow(/item a is no Variable/);
  });
});
