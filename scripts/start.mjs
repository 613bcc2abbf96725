// `npm start`: installs what is missing, builds the site and serves what was built.
// PORT chooses the port (4321 unless told).

import { installPackages, run, step } from './setup.mjs';

installPackages();
step('Building the site', 'npm', ['run', '--silent', 'build']);

const port = process.env.PORT ?? '4321';
console.log(
  `\nk0s Remedy: http://localhost:${port}${process.env.BASE_PATH ?? '/'}   (Ctrl-C stops it)\n`,
);
process.exit(run('npm', ['run', '--silent', 'preview', '--', '--port', port]) ? 0 : 1);
