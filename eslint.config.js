import { readdirSync } from 'node:fs'
import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** Each task's folder, as it is on the disk: a new one is held to the rules without a word here. */
const taskFolders = readdirSync(new URL('src/tasks/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** Layers of src, and what package.json's "imports" call them. */
const names = {
  shared: 'shared',
  tasks: 'tasks',
  pages: 'pages',
  lab: 'lab',
  cli: 'cli',
  main: 'main',
  preload: 'preload',
  renderer: 'ui'
}

/** By which words a layer is imported from outside it. */
const layerPattern = (layer) => ({
  regex: `^((\\.\\./)+${layer}|#${names[layer]})/`,
  message: `This layer must not import ${layer} (ARCHITECTURE.md).`
})

const node = { regex: '^node:', message: 'This layer knows no Node (ARCHITECTURE.md).' }
const electron = { regex: '^electron$', message: 'This layer knows no Electron (ARCHITECTURE.md).' }
const svelteNames = {
  regex: '^(svelte|bits-ui|@lucide)(/|$)',
  message: 'Only the renderer knows it.'
}
const chart = { regex: '^chart\\.js', message: 'Only LineChart and its kin import chart.js.' }
/** Whoever is no composition root gets from one what it needs of the tasks, and never asks which there are. */
const registries = {
  regex: '^(#tasks|(\\.\\./)+tasks)/(?!task$)',
  message: 'Composition roots alone import a registry or a task (ARCHITECTURE.md).'
}
const pageRegistries = {
  regex: '^#pages/',
  message: 'Composition roots alone import a page (ARCHITECTURE.md).'
}
const ofTasks = {
  regex: '^(#tasks/|(\\.\\./)+(tasks/)?)(registry|lab|view|cli|contract|known-runs|behaviours)$',
  message: 'A task knows no registry (ARCHITECTURE.md).'
}

/** Forbids what a layer must not know. A file falls under one of these alone: the last that names it. */
function layer(files, { layers = [], patterns = [], ignores = [] }) {
  return {
    files,
    ignores: ['**/*.test.ts', '**/*.fixture.ts', ...ignores],
    rules: {
      'no-restricted-imports': ['error', { patterns: [...layers.map(layerPattern), ...patterns] }]
    }
  }
}

/** A part of every task: the same rules, no other task, and of its own none of the parts `unknown`. */
const taskPart = (part, { unknown, ...rules }) =>
  taskFolders.map((folder) => {
    const others = taskFolders.filter((other) => other !== folder).join('|')
    const other = {
      regex: `^(#tasks/|(\\.\\./)+(tasks/)?)(${others})/`,
      message: 'No task imports another (ARCHITECTURE.md).'
    }
    const own = {
      regex: `^(#tasks/${folder}/|(\\.\\.?/)+)(${unknown})/`,
      message: `This part of a task must not know its ${unknown.replaceAll('|', ', ')} (ARCHITECTURE.md).`
    }
    const patterns = [...(rules.patterns ?? []), ofTasks, own, ...(others === '' ? [] : [other])]
    return layer([`src/tasks/${folder}/${part}`], { ...rules, patterns })
  })

/** The files that put the parts together: they import the registries. */
const roots = ['src/main/index.ts', 'src/cli/index.ts', 'src/workers/*.ts', 'src/renderer/src/App.svelte']

export default ts.config(
  // The sample task is held to the rules where it is a task: in the copy that tests/e2e/sample-task.spec.ts makes.
  { ignores: ['out/', 'dist/', 'node_modules/', 'test-results/', 'tests/fixtures/sample-task/'] },
  js.configs.recommended,
  ts.configs.strict,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    files: ['**/*.ts', '**/*.svelte'],
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.svelte'],
        parser: ts.parser,
        svelteConfig
      }
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A row that was counted is there: noUncheckedIndexedAccess asks for the mark, and hot loops cannot check. Codecs,
      // loops over rows, charts and SQLite rows are in most folders; those without it are listed below.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A call of the contract may answer with nothing: Result<void>.
      '@typescript-eslint/no-invalid-void-type': 'off',
      // TypeScript checks names, with the globals of each layer's own tsconfig.
      'no-undef': 'off'
    }
  },
  {
    // Folders that count no rows and draw no charts: here a `!` would hide a mistake.
    files: [
      'src/main/**/*.ts',
      'src/preload/**/*.ts',
      'src/tasks/*.ts',
      'src/tasks/*/*.ts',
      // Runs of numbers are counted in hot loops; no other task has any.
      ...taskFolders.filter((name) => name !== 'loss').map((name) => `src/tasks/${name}/**`),
      'src/pages/**',
      'src/lab/run-file/**/*.ts',
      'src/renderer/src/settings/**',
      'src/renderer/src/window/**'
    ],
    ignores: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'error' }
  },
  { files: ['**/*.mjs', '*.js'], languageOptions: { globals: globals.node } },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    rules: { 'max-lines': ['error', { max: 250 }] }
  },
  layer(['src/shared/**'], {
    layers: ['tasks', 'pages', 'lab', 'cli', 'main', 'preload', 'renderer'],
    patterns: [electron, node, svelteNames, chart]
  }),
  // What a task is, without sockets and screen, and the registry of these.
  layer(['src/tasks/task.ts', 'src/tasks/registry.ts', 'src/tasks/contract.ts'], {
    layers: ['lab', 'cli', 'main', 'preload', 'renderer'],
    patterns: [electron, node, svelteNames, chart]
  }),
  ...taskPart('{*.ts,model/**}', {
    layers: ['pages', 'lab', 'cli', 'main', 'preload', 'renderer'],
    patterns: [electron, node, svelteNames, chart],
    unknown: 'lab|cli|view'
  }),
  ...taskPart('lab/**', {
    layers: ['pages', 'cli', 'main', 'preload', 'renderer'],
    patterns: [electron, svelteNames, chart],
    unknown: 'cli|view'
  }),
  ...taskPart('cli/**', {
    layers: ['pages', 'main', 'preload', 'renderer'],
    patterns: [electron, svelteNames, chart],
    unknown: 'view'
  }),
  ...taskPart('view/**', {
    layers: ['pages', 'lab', 'cli', 'main', 'preload'],
    patterns: [electron, node, chart],
    unknown: 'lab|cli'
  }),
  // The other registries: each sees what its parts may.
  layer(['src/tasks/{lab,behaviours,known-runs}.ts'], {
    layers: ['pages', 'cli', 'main', 'preload', 'renderer'],
    patterns: [electron, svelteNames, chart]
  }),
  layer(['src/tasks/cli.ts'], {
    layers: ['pages', 'main', 'preload', 'renderer'],
    patterns: [electron, svelteNames, chart]
  }),
  layer(['src/tasks/view.ts'], {
    layers: ['pages', 'lab', 'cli', 'main', 'preload'],
    patterns: [electron, node, chart]
  }),
  layer(['src/pages/**'], {
    layers: ['lab', 'cli', 'main', 'preload'],
    patterns: [electron, node, chart, registries]
  }),
  layer(['src/lab/**'], {
    layers: ['tasks', 'pages', 'cli', 'main', 'preload', 'renderer'],
    patterns: [electron, svelteNames, chart]
  }),
  layer(['src/cli/**'], {
    layers: ['pages', 'main', 'preload', 'renderer'],
    patterns: [electron, svelteNames, chart, registries],
    ignores: roots
  }),
  layer(['src/main/**'], {
    layers: ['cli', 'preload', 'renderer'],
    patterns: [svelteNames, chart, registries, pageRegistries],
    ignores: roots
  }),
  layer(['src/preload/**'], {
    layers: ['tasks', 'pages', 'lab', 'cli', 'main', 'renderer'],
    patterns: [node, svelteNames, chart]
  }),
  layer(['src/renderer/src/**'], {
    layers: ['lab', 'cli', 'main', 'preload'],
    patterns: [electron, node, chart, registries, pageRegistries],
    ignores: roots
  }),
  layer(['src/renderer/src/components/**'], {
    layers: ['tasks', 'pages', 'lab', 'cli', 'main', 'preload'],
    patterns: [electron, node, chart, { regex: '/lab\\.svelte$|/lab$', message: 'A component knows no lab.' }]
  }),
  // Only the charts know the charting library.
  layer(['src/renderer/src/components/charts/**'], {
    layers: ['tasks', 'pages', 'lab', 'cli', 'main', 'preload'],
    patterns: [electron, node]
  }),
  // The roots know all parts, each on its own side.
  layer(['src/main/index.ts'], { layers: ['cli', 'preload', 'renderer'], patterns: [svelteNames, chart] }),
  layer(['src/cli/index.ts'], {
    layers: ['pages', 'main', 'preload', 'renderer'],
    patterns: [electron, svelteNames]
  }),
  layer(['src/workers/*.ts'], {
    layers: ['cli', 'main', 'preload', 'renderer'],
    patterns: [electron, svelteNames]
  }),
  layer(['src/renderer/src/App.svelte'], {
    layers: ['lab', 'cli', 'main', 'preload'],
    patterns: [electron, node, chart]
  })
)
