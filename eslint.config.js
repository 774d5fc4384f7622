import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** Forbids what a layer must not know: `names` are packages, `folders` are layers of src. */
function layer(files, { folders = [], names = [], patterns = [] }) {
  return {
    files,
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: names.map((name) => ({ name, message: 'This layer must not know it (ARCHITECTURE.md).' })),
          patterns: [
            ...folders.map((folder) => ({
              regex: `^((\\.\\./)+${folder}|#${aliases[folder] ?? folder})/`,
              message: `This layer must not import ${folder} (ARCHITECTURE.md).`
            })),
            ...patterns
          ]
        }
      ]
    }
  }
}

/** Layers that package.json's "imports" call by another name. */
const aliases = { renderer: 'ui' }

const node = { regex: '^node:', message: 'This layer knows no Node (ARCHITECTURE.md).' }
const svelteNames = {
  regex: '^(svelte|bits-ui|@lucide)(/|$)',
  message: 'Only the renderer knows it.'
}
/** shared/tasks is what has not moved to src/tasks yet. */
const task = { regex: '^#tasks/', message: 'The words of every layer know no task (ARCHITECTURE.md).' }
const chart = { regex: '^chart\\.js', message: 'Only LineChart and its kin import chart.js.' }

const taskFolders = ['one-server', 'two-servers', 'connect', 'loss']

export default ts.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test-results/'] },
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
      'src/tasks/**/*.ts',
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
    folders: ['lab', 'cli', 'main', 'preload', 'renderer'],
    names: ['electron'],
    patterns: [node, svelteNames, chart, task]
  }),
  // What a task is, without sockets and screen: the words of every layer are all that it knows, and no other task.
  layer(['src/tasks/**'], {
    folders: ['lab', 'cli', 'main', 'preload', 'renderer'],
    names: ['electron'],
    patterns: [node, svelteNames, chart]
  }),
  ...taskFolders.map((folder) =>
    layer([`src/tasks/${folder}/**`], {
      folders: [
        'lab',
        'cli',
        'main',
        'preload',
        'renderer',
        ...taskFolders.filter((other) => other !== folder).flatMap((other) => [other, `tasks/${other}`])
      ],
      names: ['electron'],
      patterns: [node, svelteNames, chart]
    })
  ),
  layer(['src/lab/**'], {
    folders: ['cli', 'main', 'preload', 'renderer'],
    names: ['electron'],
    patterns: [svelteNames, chart]
  }),
  layer(['src/cli/**'], {
    folders: ['main', 'preload', 'renderer'],
    names: ['electron'],
    patterns: [svelteNames, chart]
  }),
  layer(['src/main/**'], { folders: ['cli', 'preload', 'renderer'], patterns: [svelteNames, chart] }),
  layer(['src/preload/**'], {
    folders: ['lab', 'cli', 'main', 'renderer'],
    patterns: [node, svelteNames, chart]
  }),
  layer(['src/renderer/src/**'], {
    folders: ['lab', 'cli', 'main', 'preload'],
    names: ['electron'],
    patterns: [node, chart]
  }),
  layer(['src/renderer/src/components/**'], {
    folders: ['lab', 'cli', 'main', 'preload', 'tabs'],
    names: ['electron'],
    patterns: [node, chart, { regex: '/lab\\.svelte$|/lab$', message: 'A component knows no lab.' }]
  }),
  // Only the charts know the charting library.
  layer(['src/renderer/src/components/charts/**'], {
    folders: ['lab', 'cli', 'main', 'preload', 'tabs'],
    names: ['electron'],
    patterns: [node]
  }),
  // One tab never imports another.
  ...['task1', 'task2', 'task3', 'task4', 'report'].map((tab) =>
    layer([`src/renderer/src/tabs/${tab}/**`], {
      folders: [
        'lab',
        'cli',
        'main',
        'preload',
        ...['task1', 'task2', 'task3', 'task4', 'report'].filter((other) => other !== tab)
      ],
      names: ['electron'],
      patterns: [node, chart]
    })
  )
)
