/** What starts this command line: for checks that run beside this process. */
export const commandLine = (): string[] => [process.execPath, ...process.argv.slice(1, 2)]
