// `npm test`: installs what is missing, a browser too, and runs everything.

import { installPackages, installTestTools, step } from './setup.mjs';

installPackages();
installTestTools();
step('Format', 'npm', ['run', '--silent', 'check:format']);
step('Lint', 'npm', ['run', '--silent', 'check:lint']);
step('Types', 'npm', ['run', '--silent', 'check:types']);
step('Content', 'npm', ['run', '--silent', 'check:content']);
step('Engine, content and scripts', 'npm', ['run', '--silent', 'test:unit']);
step('Build', 'npm', ['run', '--silent', 'build']);
step('The built files', 'npm', ['run', '--silent', 'test:site']);
step('Weights', 'npm', ['run', '--silent', 'bench']);
step('In a browser', 'npm', ['run', '--silent', 'test:e2e']);
console.log('\nEverything passed.');
