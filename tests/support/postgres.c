/*
 * Between the test and the server stands a keeper, a process that does nothing but wait for the
 * test to end: it reads a pipe whose other end the test alone has, so that it notices a kill as
 * well. Then it stops the server and takes the folder away.
 */
#include "support/postgres.h"

#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <pwd.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <libpq-fe.h>

#include <cmocka.h>

/* Of PostgreSQL's catalogue, where they are never renumbered. */
enum { OID_BOOL = 16, OID_BYTES = 17, OID_NUMBER = 20, OID_TEXT = 25 };
enum { PARAMETERS = 32 };
enum { STARTS_WITHIN = 60 }; /* seconds; a loaded machine is slow to make a cluster */

static PGconn *connection;
static char said[2000]; /* by the server during the last statement */
static pid_t keeper;
static int leash; /* closed when the test ends */

/* --- The processes ---------------------------------------------------------------------------- */

struct place {
	char folder[256], bin[256], log[300];
	const struct passwd *user; /* whom the server runs as; NULL: as the test */
};

static bool find_programs(struct place *place)
{
	glob_t found = { 0 };
	bool there = glob("/usr/lib/postgresql/*/bin/initdb", 0, NULL, &found) == 0;

	if (there) /* the newest */
		snprintf(place->bin, sizeof place->bin, "%.*s",
			 (int)(strlen(found.gl_pathv[found.gl_pathc - 1]) - strlen("/initdb")),
			 found.gl_pathv[found.gl_pathc - 1]);
	globfree(&found);
	return there;
}

/* In the child: a program of the package as the server's user, silently. */
static void become(const struct place *place, const char *command)
{
	char line[600];
	int log = open(place->log, O_WRONLY | O_CREAT | O_APPEND, 0644);
	int none = open("/dev/null", O_RDONLY);

	if (place->user && (initgroups(place->user->pw_name, place->user->pw_gid) != 0 ||
			    setgid(place->user->pw_gid) != 0 || setuid(place->user->pw_uid) != 0))
		_exit(126);
	prctl(PR_SET_PDEATHSIG, SIGQUIT); /* should the keeper itself be killed */
	dup2(none, 0);
	dup2(log, 1);
	dup2(log, 2);
	if (chdir(place->folder) != 0)
		_exit(126);
	snprintf(line, sizeof line, "exec %s/%s", place->bin, command);
	execl("/bin/sh", "sh", "-c", line, (char *)NULL);
	_exit(127);
}

static pid_t start(const struct place *place, const char *command)
{
	pid_t child = fork();

	if (child == 0)
		become(place, command);
	return child;
}

static bool make_cluster(const struct place *place)
{
	int status = -1;
	pid_t child = start(place, "initdb -D data -U tests -A trust -E UTF8 --locale=C.UTF-8 "
				   "--no-sync --no-instructions");

	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static pid_t start_server(const struct place *place)
{
	return start(place, "postgres -D data -k \"$PWD\" -c listen_addresses= -c fsync=off "
			    "-c shared_buffers=16MB -c max_connections=8 -c autovacuum=off "
			    "-c max_wal_senders=0 -c wal_level=minimal");
}

static void remove_folder(const char *folder)
{
	pid_t child = fork();

	if (child == 0) {
		execlp("rm", "rm", "-rf", folder, (char *)NULL);
		_exit(127);
	}
	waitpid(child, NULL, 0);
}

/* Lives until the test is gone.  Signals for the terminal's group do not reach it. */
static void keep(const struct place *place, int end)
{
	pid_t server = -1;
	char byte;

	setsid();
	if (make_cluster(place))
		server = start_server(place);
	while (read(end, &byte, 1) > 0)
		;
	if (server > 0) {
		kill(server, SIGQUIT);
		waitpid(server, NULL, 0);
	}
	remove_folder(place->folder);
	_exit(0);
}

/* --- The connection --------------------------------------------------------------------------- */

static void take_notice(void *arg, const PGresult *result)
{
	(void)arg;
	snprintf(said, sizeof said, "%s", PQresultErrorMessage(result));
}

static bool connect_to(const struct place *place)
{
	struct timespec nap = { 0, 10000000 };
	time_t end = time(NULL) + STARTS_WITHIN;
	char name[400];

	snprintf(name, sizeof name, "host=%s dbname=postgres user=tests", place->folder);
	while (time(NULL) < end) {
		connection = PQconnectdb(name);
		if (PQstatus(connection) == CONNECTION_OK)
			return true;
		snprintf(said, sizeof said, "%s", PQerrorMessage(connection));
		PQfinish(connection);
		connection = NULL;
		if (waitpid(keeper, NULL, WNOHANG) != 0)
			return false;
		nanosleep(&nap, NULL);
	}
	return false;
}

static void tell_log(const struct place *place)
{
	char line[500];
	FILE *log = fopen(place->log, "r");

	while (log && fgets(line, sizeof line, log))
		fprintf(stderr, "%s", line);
	if (log)
		fclose(log);
}

void postgres_open(void)
{
	struct place place = { .user = geteuid() == 0 ? getpwnam("postgres") : NULL };
	const char *base = getenv("TMPDIR");
	int ends[2];

	assert_true(find_programs(&place));
	assert_true(geteuid() != 0 || place.user);
	snprintf(place.folder, sizeof place.folder, "%.200s/boxoffice-pg-XXXXXX",
		 base && *base ? base : P_tmpdir);
	assert_non_null(mkdtemp(place.folder));
	snprintf(place.log, sizeof place.log, "%s/log", place.folder);
	if (place.user)
		assert_int_equal(chown(place.folder, place.user->pw_uid, place.user->pw_gid), 0);
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	fflush(NULL);
	keeper = fork();
	assert_true(keeper >= 0);
	if (keeper == 0) {
		close(ends[1]);
		keep(&place, ends[0]);
	}
	close(ends[0]);
	leash = ends[1];
	if (!connect_to(&place)) {
		tell_log(&place);
		fail_msg("PostgreSQL does not start: %s", said);
	}
	PQsetNoticeReceiver(connection, take_notice, NULL);
	assert_null(postgres_run("SET plan_cache_mode = force_generic_plan"));
}

void postgres_close(void)
{
	PQfinish(connection);
	connection = NULL;
	if (keeper > 0) {
		close(leash);
		waitpid(keeper, NULL, 0);
	}
	keeper = 0;
}

/* --- Questions -------------------------------------------------------------------------------- */

static const char *judge(PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN)
		snprintf(said, sizeof said, "%s", PQerrorMessage(connection));
	PQclear(result);
	return *said ? said : NULL;
}

const char *postgres_run(const char *sql)
{
	*said = '\0';
	return judge(PQexec(connection, sql));
}

static const char *type_of(char letter)
{
	return letter == 's' ? "text" : letter == 'b' ? "bytea" : "bigint";
}

const char *postgres_prepare(const char *sql, const char *types)
{
	char *make = NULL, *plan = NULL;
	size_t size, n = strlen(types);
	FILE *out = open_memstream(&make, &size);
	const char *why;

	fputs("PREPARE one", out);
	for (size_t i = 0; i < n; i++)
		fprintf(out, "%s%s%s", i == 0 ? " (" : ", ", type_of(types[i]),
			i + 1 == n ? ")" : "");
	fprintf(out, " AS %s", sql);
	fclose(out);
	out = open_memstream(&plan, &size);
	fputs("EXPLAIN EXECUTE one", out);
	for (size_t i = 0; i < n; i++)
		fprintf(out, "%sNULL%s", i == 0 ? " (" : ", ", i + 1 == n ? ")" : "");
	fclose(out);
	why = postgres_run(make);
	if (!why) {
		why = postgres_run(plan);
		PQclear(PQexec(connection, "DEALLOCATE one"));
	}
	free(make);
	free(plan);
	return why;
}

static void put_value(FILE *out, const PGresult *result, int row, int column)
{
	const char *value = PQgetvalue(result, row, column);

	switch (PQgetisnull(result, row, column) ? 0 : PQftype(result, column)) {
	case 0:
		fputc('~', out);
		break;
	case OID_BOOL:
		fputc(*value == 't' ? '1' : '0', out);
		break;
	case OID_BYTES:
		fputs(value + 2, out);
		break;
	default:
		fputs(value, out);
	}
}

char *postgres_rows(const char *sql, const char *types, const char *const *value)
{
	Oid oid[PARAMETERS];
	char *text = NULL;
	size_t size;
	FILE *out;
	int n = (int)strlen(types);
	PGresult *result;

	assert_true(n <= PARAMETERS);
	for (int i = 0; i < n; i++)
		oid[i] = types[i] == 's' ? OID_TEXT : types[i] == 'b' ? OID_BYTES : OID_NUMBER;
	*said = '\0';
	result = PQexecParams(connection, sql, n, oid, value, NULL, NULL, 0);
	if (PQresultStatus(result) != PGRES_TUPLES_OK) {
		judge(result);
		return NULL;
	}
	out = open_memstream(&text, &size);
	for (int row = 0; row < PQntuples(result); row++)
		for (int column = 0; column < PQnfields(result); column++) {
			put_value(out, result, row, column);
			fputc(column + 1 == PQnfields(result) ? '\n' : '|', out);
		}
	PQclear(result);
	fclose(out);
	return text;
}

char *postgres_ask(const char *sql)
{
	char *rows = postgres_rows(sql, "", NULL);

	if (!rows)
		fail_msg("%s: %s", sql, said);
	return rows;
}

const char *postgres_copy(const char *table, const char *columns, const char *rows, size_t size)
{
	char sql[1000];
	const char *why;

	snprintf(sql, sizeof sql, "COPY %s (%s) FROM STDIN", table, columns);
	why = postgres_run(sql);
	if (why)
		return why;
	PQputCopyData(connection, rows, (int)size);
	PQputCopyEnd(connection, NULL);
	why = judge(PQgetResult(connection));
	PQclear(PQgetResult(connection));
	return why;
}
