import type { EpochMs } from '../contract.ts';

export interface DueTask {
  readonly dueAt: EpochMs;
  readonly label: string;
  readonly run: () => void | Promise<void>;
}

/** Tasks in the order in which they fall due; those of one instant in the order they were added. */
export interface DueQueue {
  add(task: DueTask): void;
  remove(task: DueTask): void;
  peek(): DueTask | undefined;
  shift(): DueTask | undefined;
}

export function createDueQueue(): DueQueue {
  const tasks: DueTask[] = [];
  return {
    add: (task) => {
      let low = 0;
      let high = tasks.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((tasks[middle]?.dueAt ?? Number.POSITIVE_INFINITY) <= task.dueAt) low = middle + 1;
        else high = middle;
      }
      tasks.splice(low, 0, task);
    },
    remove: (task) => {
      const index = tasks.indexOf(task);
      if (index >= 0) tasks.splice(index, 1);
    },
    peek: () => tasks[0],
    shift: () => tasks.shift(),
  };
}
