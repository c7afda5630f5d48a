import type { HealthNews, Page } from '../../world/health-event.ts';
import type { Step } from '../format/step.ts';
import type { StepDeps } from './deps.ts';
import { repeat } from './repeat.ts';

type HealthEventStep = NonNullable<Step['healthEvent']>;

/** Puts a Health event on the bus: its pages in the order asked for, each so many times, and the copy of the backup region. */
export const deliverHealthEvent = (step: HealthEventStep, deps: StepDeps): void => {
  const { copies = 1, spacing = 0, backupCopy = false, form } = step;
  const news = newsOf(step, deps);
  const pages = pagesOf(step);
  repeat(deps, copies, spacing, (delivery) => {
    for (const page of pages) {
      deps.world.health.deliver(withShare(news, page), { ...page, delivery, form });
    }
    if (!backupCopy || delivery > 0) return;
    for (const page of pages)
      deps.world.health.deliver(withShare(news, page), { ...page, backup: true, form });
  });
};

const newsOf = (step: HealthEventStep, { clock, world, region }: StepDeps): HealthNews => {
  const { code, connections, startedBefore = 0, copies: _copies, form: _form, ...rest } = step;
  return world.health.complete({
    ...rest,
    eventTypeCode: code,
    region: step.region ?? region,
    connectionIds: connections,
    startTime: clock.now() - startedBefore,
  });
};

const pagesOf = ({ pages = 1, pageOrder }: HealthEventStep): readonly Page[] =>
  (pageOrder ?? Array.from({ length: pages }, (_, index) => index + 1)).map((page) => ({
    page,
    totalPages: pages,
  }));

/** The connections of one page. */
const withShare = (news: HealthNews, { page, totalPages }: Page): HealthNews => {
  const size = Math.ceil(news.connectionIds.length / totalPages);
  return { ...news, connectionIds: news.connectionIds.slice((page - 1) * size, page * size) };
};
