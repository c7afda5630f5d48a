import type { BundleReport } from './bundle-functions.ts';

const bytesPerKilobyte = 1_000;

/** The bundles with their sizes, for people. */
export const sizeTable = ({ bundles }: BundleReport): string => {
  const rows = [
    ['function', 'kB', 'AWS clients'],
    ...bundles.map(({ name, bytes, awsClients }) => [
      name,
      (bytes / bytesPerKilobyte).toFixed(1),
      awsClients.join(' '),
    ]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(([name = '', size = '', clients = '']) =>
      `${name.padEnd(widths[0] ?? 0)}  ${size.padStart(widths[1] ?? 0)}  ${clients}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
};
