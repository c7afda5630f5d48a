import { styleText } from 'node:util';
import { utcTime } from '../../shared/domain/message/utc-time.ts';
import type { Status } from '../finding.ts';
import type { Report } from '../report.ts';
import { type Row, rowsOf } from './rows.ts';
import { sectionsOf } from './sections.ts';
import { wrapped } from './wrapped.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

type Style = Parameters<typeof styleText>[0];

const statusStyle: Readonly<Record<Status, Style>> = {
  passed: 'green',
  failed: ['red', 'bold'],
  skipped: 'yellow',
};

const statusWidth = 'skipped'.length;
const labelWidth = 'configuration'.length;

/** Where what is said begins: two spaces, the status, two spaces, the label, two spaces. */
const indent = 2 + statusWidth + 2 + labelWidth + 2;

/** The report for people: aligned, what to do below each line that needs it. */
export const renderText = (report: Report, { color, width }: TextOptions): string => {
  const paint = (style: Style, text: string): string =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const lines = sectionsOf(report.findings).flatMap(({ title, findings }) => [
    '',
    paint('bold', title),
    ...rowsOf(findings).flatMap((row) => rowLines(row, paint, width)),
  ]);
  return [headOf(report), ...lines, '', summaryOf(report, paint)].join('\n');
};

const headOf = ({ version, accountId, endpointUrl, at }: Report): string =>
  [
    `Tunnelkeeper ${version}`,
    ...(accountId === undefined ? [] : [`account ${accountId}`]),
    ...(endpointUrl === undefined ? [] : [`at ${endpointUrl}, where it is ${utcTime(at)}`]),
  ].join(', ');

type Paint = (style: Style, text: string) => string;

const rowLines = ({ status, label, says, todo }: Row, paint: Paint, width: number): readonly string[] => {
  const [first = '', ...rest] = wrapped(says, width - indent);
  const margin = ' '.repeat(indent);
  return [
    `  ${paint(statusStyle[status], status.padEnd(statusWidth))}  ${label.padEnd(labelWidth)}  ${first}`,
    ...rest.map((line) => `${margin}${line}`),
    ...todo.flatMap((advice) => adviceLines(advice, width - indent)).map((line) => `${margin}${line}`),
  ];
};

const command = /^(?:aws|npm|npx|git) /;

/** A command is to be copied, so it stays in one line. */
const adviceLines = (advice: string, width: number): readonly string[] =>
  command.test(advice)
    ? [`$ ${advice}`]
    : wrapped(advice, width - 2).map((line, index) => `${index === 0 ? '→' : ' '} ${line}`);

const summaryOf = ({ counts }: Report, paint: Paint): string =>
  (['passed', 'failed', 'skipped'] as const)
    .map((status) => {
      const text = `${counts[status]} ${status}`;
      return counts[status] > 0 ? paint(statusStyle[status], text) : text;
    })
    .join(', ');
