import { describe, expect, it } from 'vitest';
import type {
  CustomResourceAnswer,
  CustomResourceQuestion,
} from '../../../../local/services/cloudformation/custom-resources.ts';
import { createStackLife } from '../../../../local/services/cloudformation/stack-life.ts';

const properties = { regions: ['eu-west-1'] };
const resource = { stackName: 'S', logicalId: 'Run', region: 'eu-west-1', name: 'Run', arn: 'a', properties };

type Answer = Partial<Pick<CustomResourceAnswer, 'status' | 'physicalId' | 'data'>>;

/** A stack whose custom resource answers as it is told, and then with success under the id that it is asked for. */
const setUp = (...answers: readonly Answer[]) => {
  const questions: CustomResourceQuestion[] = [];
  const endings: unknown[] = [];
  const life = createStackLife(
    [resource],
    {
      ask: (_, question, settled) => {
        const answer = answers[questions.length];
        questions.push(question);
        const { request, physicalId = 'made' } = question;
        const rest = { reason: undefined, data: {}, ...answer };
        settled({ request, logicalId: 'Run', status: 'SUCCESS', physicalId, ...rest });
      },
    },
    { record: (what, facts) => void endings.push(what === 'stack.status' ? facts?.['status'] : what) },
  );
  return { life, questions, endings };
};

const failed: Answer = { status: 'FAILED' };

describe('a stack with a custom resource', () => {
  it('takes back a creation that fails, under the id of the answer, and is created anew after that', () => {
    const { life, questions, endings } = setUp({ ...failed, physicalId: 'of its own' });
    life.deploy();
    expect(questions).toMatchObject([{ request: 'Create' }, { request: 'Delete', physicalId: 'of its own' }]);
    life.deploy();
    expect(questions.at(-1)).toMatchObject({ request: 'Create' });
    expect(endings).toEqual(['ROLLBACK_COMPLETE', 'CREATE_COMPLETE']);
    expect(life.status('S')).toBe('CREATE_COMPLETE');
  });

  it('updates back what cannot be updated, with what was there before', () => {
    const { life, questions, endings } = setUp({}, failed);
    const before = { regions: ['us-west-2'] };
    life.deploy();
    life.deploy({ before });
    expect(questions.slice(1)).toEqual([
      { request: 'Update', physicalId: 'made', properties, oldProperties: before },
      { request: 'Update', physicalId: 'made', properties: before, oldProperties: properties },
    ]);
    expect(endings).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
  });

  it('takes another id for another resource, and deletes the one before', () => {
    const { life, questions } = setUp({}, { physicalId: 'another' });
    life.deploy();
    life.deploy();
    expect(questions.at(-1)).toMatchObject({ request: 'Delete', physicalId: 'made' });
  });

  it.each<[string, readonly Answer[], readonly string[]]>([
    ['ROLLBACK_FAILED', [failed, failed], ['deploy']],
    ['UPDATE_ROLLBACK_FAILED', [{}, failed, failed], ['deploy', 'deploy']],
    ['DELETE_FAILED', [{}, failed], ['deploy', 'remove']],
    ['DELETE_COMPLETE', [], ['deploy', 'remove']],
  ])('ends in %s where it is answered so', (status, answers, steps) => {
    const { life } = setUp(...answers);
    for (const step of steps) life[step as 'deploy' | 'remove']();
    expect(life.status('S')).toBe(status);
  });

  it('shows in its outputs what was answered last', () => {
    const { life } = setUp({ data: { Warnings: 'none' } });
    expect(life.output('Run.Warnings')).toBeUndefined();
    life.deploy();
    expect(life.output('Run.Warnings')).toBe('none');
    expect(life.output('a-table')).toBe('a-table');
  });
});
