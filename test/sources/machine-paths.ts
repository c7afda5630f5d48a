/** Folders that are one machine's or one person's. */
const folders = ['tmp', 'home', 'root', 'Users', 'var/tmp', 'private/tmp', 'private/var', 'mnt'].join('|');

/** Not the path of a URL, nor what follows a folder or a value of its own. */
const unixPath = new RegExp(String.raw`(?<![\w.\-}/)*]|\w:/)(?:file://)?(/(?:${folders})\b[\w./-]*)`, 'g');

const driveLetter = /(?<!\w)([A-Za-z]:(?:\\\\|\/(?!\/))\w[\w./\\-]*)/g;

/** Every absolute path in a text that exists on one machine only. */
export const machinePathsIn = (text: string): readonly string[] =>
  [unixPath, driveLetter].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, path = '']) => path.replace(/\/$/, '')),
  );
