/*
 * Running the program.  Output goes into files rather than pipes, so that a
 * child may write as much as it likes, and each child has an alarm, so that a
 * hang ends the test rather than stops the suite.
 */
#include "support/run.h"

#include <boxoffice/text.h>

#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { SECONDS = 60, WORDS_MAX = 128 };

const char *run_program(void)
{
	static char path[4096];
	const char *named = getenv("BOXOFFICE");
	ssize_t n;
	char *tests;

	if (named && *named)
		return named;
	n = readlink("/proc/self/exe", path, sizeof path - 16);
	assert_true(n > 0);
	path[n] = '\0';
	tests = strstr(path, "/tests/");
	assert_non_null(tests);
	memcpy(tests, "/boxoffice", sizeof "/boxoffice");
	return path;
}

static char *read_whole(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text;
	long n;

	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	n = ftell(file);
	rewind(file);
	text = malloc((size_t)n + 1);
	assert_non_null(text);
	assert_int_equal(fread(text, 1, (size_t)n, file), n);
	text[n] = '\0';
	fclose(file);
	return text;
}

const char *run_path(struct run *run, const char *name)
{
	static char path[4][4096];
	static unsigned turn;
	char *here = path[turn++ % 4];

	snprintf(here, sizeof path[0], "%s/%s", run->folder, name);
	return here;
}

void run_write(struct run *run, const char *name, const void *bytes, size_t size)
{
	FILE *file = fopen(run_path(run, name), "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

struct run *run_new(void)
{
	struct run *run = calloc(1, sizeof *run);
	const char *base = getenv("TMPDIR");
	char folder[4096];

	assert_non_null(run);
	snprintf(folder, sizeof folder, "%s/boxoffice-test-XXXXXX",
		 base && *base ? base : P_tmpdir);
	assert_non_null(mkdtemp(folder));
	run->folder = strdup(folder);
	run->store = strdup(run_path(run, "store.db"));
	return run;
}

static int remove_one(const char *path, const struct stat *stat, int type, struct FTW *walk)
{
	(void)stat;
	(void)type;
	(void)walk;
	return remove(path);
}

void run_end(struct run *run)
{
	if (!run)
		return;
	nftw(run->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
	free(run->folder);
	free(run->store);
	free(run->out);
	free(run->err);
	free(run);
}

static void open_as(const char *path, int flags, int fd)
{
	int opened = open(path, flags, 0600);

	if (opened < 0 || dup2(opened, fd) < 0)
		_exit(125);
	if (opened != fd)
		close(opened);
}

static void set(char **env, size_t *n, const char *name, const char *value)
{
	if (value && asprintf(&env[*n], "%s=%s", name, value) >= 0)
		(*n)++;
}

/* Whether somebody else than the reader acts, or nobody shall. */
static bool names_who(const char *const *words)
{
	static const char *const none[] = { "help", "init", "demo", "version", "restore" };

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (words[0] && strcmp(words[0], none[i]) == 0)
			return true;
	for (; *words; words++)
		if (strncmp(*words, "--staff", 7) == 0 || strncmp(*words, "--as", 4) == 0)
			return true;
	return false;
}

static void become_program(struct run *run, const char *const *words, bool read)
{
	/* execve() promises not to write there */
	union {
		const char *const *in;
		char *const *out;
	} argv = { words };
	char *env[16] = { NULL };
	size_t n = 0;

	setsid();
	alarm(SECONDS);
	open_as(run->input ? run_path(run, "stdin") : "/dev/null", O_RDONLY, 0);
	open_as(run->out_file && *run->out_file ? run->out_file : run_path(run, "stdout"),
		O_WRONLY | O_CREAT | O_TRUNC, 1);
	open_as(run_path(run, "stderr"), O_WRONLY | O_CREAT | O_TRUNC, 2);
	if (run->out_file && !*run->out_file)
		close(1);
	if (run->file_limit) {
		struct rlimit limit = { (rlim_t)run->file_limit, (rlim_t)run->file_limit };

		signal(SIGXFSZ, SIG_DFL); /* as a shell's ulimit -f leaves it */
		setrlimit(RLIMIT_FSIZE, &limit);
	}
	set(env, &n, "PATH", getenv("PATH"));
	set(env, &n, "HOME", run->folder);
	set(env, &n, "LANG", "C.UTF-8");
	set(env, &n, "ASAN_OPTIONS", getenv("ASAN_OPTIONS"));
	set(env, &n, "LSAN_OPTIONS", getenv("LSAN_OPTIONS"));
	set(env, &n, "UBSAN_OPTIONS", getenv("UBSAN_OPTIONS"));
	set(env, &n, "CUPS_SERVER", getenv("CUPS_SERVER"));
	set(env, &n, "FONTCONFIG_FILE", getenv("FONTCONFIG_FILE"));
	set(env, &n, "BOXOFFICE_STORE", run->no_store ? NULL : run->store);
	set(env, &n, "BOXOFFICE_PIN", read ? "3333" : run->pin);
	set(env, &n, "BOXOFFICE_NEW_PIN", run->new_pin);
	set(env, &n, "BOXOFFICE_APPROVE_PIN", run->approve);
	execve(run_program(), argv.out, env);
	_exit(126);
}

int run_words(struct run *run, const char *const *words)
{
	const char *argv[WORDS_MAX + 4] = { "boxoffice", "--staff", run->reader };
	bool read = run->reader && !names_who(words);
	size_t from = read ? 3 : 1, n = 0;
	int status;
	pid_t pid;

	argv[from] = NULL;
	for (; words[n]; n++) {
		assert_true(n < WORDS_MAX);
		argv[from + n] = words[n];
		argv[from + n + 1] = NULL;
	}
	if (run->input)
		run_write(run, "stdin", run->input, strlen(run->input));
	run_write(run, "stdout", "", 0);
	fflush(NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		become_program(run, argv, read);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	free(run->out);
	free(run->err);
	run->out = read_whole(run_path(run, "stdout"));
	run->err = read_whole(run_path(run, "stderr"));
	run->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (run->code == 125 || run->code == 126)
		fail_msg("%s cannot be run", run_program());
	return run->code;
}

/* Takes a line apart in place. */
static void split(char *line, const char **words)
{
	size_t n = 0;

	for (char *from = line, *to;; *to = '\0') {
		char quote = 0;

		from += strspn(from, " ");
		if (!*from)
			break;
		assert_true(n < WORDS_MAX);
		words[n++] = to = from;
		while (*from && (quote || *from != ' ')) {
			if (*from == quote)
				quote = 0;
			else if (!quote && (*from == '"' || *from == '\''))
				quote = *from;
			else
				*to++ = *from;
			from++;
		}
		from += *from == ' ';
	}
	words[n] = NULL;
}

int run_line(struct run *run, const char *line)
{
	const char *words[WORDS_MAX + 1];
	char *copy = strdup(line);
	int code;

	assert_non_null(copy);
	split(copy, words);
	code = run_words(run, words);
	free(copy);
	return code;
}

void run_ok(struct run *run, const char *line)
{
	if (run_line(run, line) != 0)
		fail_msg("\"%s\" ended with %d:\n%s%s", line, run->code, run->out, run->err);
}

void run_all(struct run *run, const char *const *lines)
{
	for (; *lines; lines++)
		run_ok(run, *lines);
}

static json_t *parse(struct run *run, const char *line)
{
	json_error_t error;
	json_t *json = json_loads(run->out, JSON_REJECT_DUPLICATES, &error);

	if (!json)
		fail_msg("\"%s\" printed no JSON (%s, line %d):\n%s%s", line, error.text,
			 error.line, run->out, run->err);
	return json;
}

json_t *run_says(struct run *run, int code, const char *line)
{
	char *whole;

	assert_true(asprintf(&whole, "--format json %s", line) > 0);
	run_line(run, whole);
	free(whole);
	if (run->code != code)
		fail_msg("\"%s\" ended with %d instead of %d:\n%s%s", line, run->code, code,
			 run->out, run->err);
	return parse(run, line);
}

json_t *run_json(struct run *run, const char *line)
{
	return run_says(run, 0, line);
}

char *run_sql(const char *store, const char *sql)
{
	char *command, *text = calloc(1, 1), *grown;
	size_t n = 0, got;
	FILE *pipe;
	char part[4096];

	assert_true(asprintf(&command, "sqlite3 -cmd '.timeout 5000' -readonly '%s' \"%s\"", store,
			     sql) > 0);
	pipe = popen(command, "re");
	assert_non_null(pipe);
	while ((got = fread(part, 1, sizeof part, pipe)) > 0) {
		grown = realloc(text, n + got + 1);
		assert_non_null(grown);
		text = grown;
		memcpy(text + n, part, got);
		text[n += got] = '\0';
	}
	assert_int_equal(pclose(pipe), 0);
	free(command);
	return text;
}

char *run_dump(const char *store)
{
	char *text = run_sql(store, ".dump");

	/* A dump that saw nothing would make every comparison pass. */
	assert_non_null(strstr(text, "CREATE TABLE"));
	assert_non_null(strstr(text, "COMMIT;"));
	return text;
}

bool run_is_clean(const char *text)
{
	size_t n = strlen(text), size = n * 3 + 1;
	char *in = malloc(size), *out = malloc(size);
	bool same;

	assert_true(in && out);
	memcpy(in, text, n + 1);
	for (char *c = in; *c; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	bo_text_clean(in, out, size);
	same = strcmp(in, out) == 0;
	free(in);
	free(out);
	return same;
}

struct run *run_office(void)
{
	static const char *const lines[] = {
		"init --training",
		"staff add Morgan --role manager --pin 3333",
		"--staff Morgan staff add Sam --role supervisor --pin 2222",
		"--staff Morgan staff add Casey --role clerk --pin 1111",
		"--staff Morgan option set currency EUR",
		"--staff Morgan option set zone Europe/Berlin",
		"--staff Morgan season add Winter --from 2026-01-01 --to 2026-12-31",
		"--staff Morgan house add 'Main House' --capacity 100",
		"--staff Morgan show add Hamlet --season Winter --house 'Main House'",
		"--staff Morgan performance add Hamlet --at 2026-01-05T20:00 --at 2026-01-06T20:00",
		"--staff Morgan voucher-type add 'Adult General' --season Winter --category "
		"revenue "
		"--price 40.00 --availability anyone",
		"--staff Morgan voucher-type add 'Youth General' --season Winter --category "
		"revenue "
		"--price 25.00 --availability anyone",
		"--staff Morgan redemption apply --type 'Adult General' --show Hamlet --end -3h",
		"--staff Morgan redemption apply --type 'Youth General' --show Hamlet --end -3h "
		"--cap 30",
		NULL
	};
	struct run *run = run_new();

	run->pin = "3333";
	run_all(run, lines);
	run->reader = "Morgan";
	return run;
}

void run_sql_is(struct run *run, const char *sql, const char *wanted)
{
	char *got = run_sql(run->store, sql);

	for (char *at = got; *at; at++)
		if (*at == '\n')
			*at = at[1] ? ' ' : '\0';
	assert_string_equal(got, wanted);
	free(got);
}
