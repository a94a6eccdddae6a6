/*
 * The large store.  Seasons, shows and prices come through the engine; the millions of rows behind
 * them are written with the store's own statements, without a disk flush, into a file that gets its
 * name when it is complete.
 */
#include "support/large.h"
#include "base/office.h"
#include "embedded.h"
#include "journal/journal.h"
#include "print/issue.h"
#include "store/sql.h"
#include "store/store.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	SEATS = 1000,
	ORDERS_EACH = SEATS / 2,
	RUN = 20, /* performances of a show */
	SHOWS_A_SEASON = 10,
	TILLS = 4,
	DAY = 86400,
	BATCH = 20000
};

static void must(struct bo *bo, enum bo_status status)
{
	if (!status)
		return;
	fprintf(stderr, "large store: %s\n", bo_error(bo)->message);
	exit(1);
}

struct till {
	int64_t id, seq;
	char name[32];
	unsigned char hash[JOURNAL_HASH];
};

struct season {
	int64_t id, type[2], show[SHOWS_A_SEASON];
};

struct making {
	struct bo *bo;
	int64_t now, orders, done, clerk, patrons, house;
	size_t n; /* seasons; the last is the one to come */
	struct season *season;
	const struct season *in; /* the one that is written */
	int64_t performance, redemption[2], voucher;
	struct till till[TILLS];
};

/* A season with its two prices and its shows. */
static void add_season(struct making *m, struct season *season, int64_t from, int64_t to)
{
	static const struct {
		const char *name;
		int64_t price;
	} types[] = { { "Adult General", 4000 }, { "Youth General", 2500 } };
	char name[64], first[BO_DATE_SIZE], last[BO_DATE_SIZE];
	long long which = season - m->season + 1;

	bo_date_of(from, "UTC", first);
	bo_date_of(to, "UTC", last);
	snprintf(name, sizeof name, "Season of %.4s, %lld", first, which);
	must(m->bo, bo_season_add(m->bo, name, first, last, &season->id));
	for (int i = 0; i < 2; i++) {
		struct bo_voucher_type_fields fields = { .name = types[i].name,
							 .availability = BO_AVAILABLE_ANYONE,
							 .category = BO_CATEGORY_REVENUE,
							 .subscription = -1,
							 .changeable = -1,
							 .price = types[i].price,
							 .display_order = i };

		must(m->bo, bo_voucher_type_add(m->bo, season->id, &fields, &season->type[i]));
	}
	for (int i = 0; i < SHOWS_A_SEASON; i++) {
		snprintf(name, sizeof name, "Play %d of season %lld", i + 1, which);
		must(m->bo, bo_show_add(m->bo, name, season->id, m->house, BO_EVENT_THEATRE, NULL,
					&season->show[i]));
	}
}

static void add_performance(struct making *m, int64_t show, int64_t at)
{
	must(m->bo, sql_number(m->bo, &m->performance,
			       "INSERT INTO performance (show_id, at, capacity) VALUES ($1, $2, "
			       "$3) RETURNING id",
			       "rii", show, at, (int64_t)SEATS));
	for (int i = 0; i < 2; i++)
		must(m->bo, sql_number(m->bo, &m->redemption[i],
				       "INSERT INTO redemption (type_id, performance_id, "
				       "start_anchor, end_anchor) VALUES ($1, $2, 'open', "
				       "'curtain') RETURNING id",
				       "rr", m->in->type[i], m->performance));
}

/* One ticket of an order: the voucher, its paper, the printed page. */
static void add_voucher(struct making *m, int64_t order, int64_t line, int kind, int64_t patron,
			int64_t till, int64_t at)
{
	char code[BO_TICKET_CODE_SIZE];

	issue_code_make(m->bo, code);
	m->voucher++;
	must(m->bo,
	     sql_run(m->bo,
		     "INSERT INTO voucher (id, order_id, line_id, type_id, redemption_id, "
		     "performance_id, patron_id, state, amount) "
		     "VALUES ($1, $2, $3, $4, $5, $6, $7, 'reserved', $8)",
		     "rrrrrrri", m->voucher, order, line, m->in->type[kind], m->redemption[kind],
		     m->performance, patron, kind ? INT64_C(2500) : INT64_C(4000)));
	must(m->bo, sql_run(m->bo,
			    "INSERT INTO ticket (id, voucher_id, issue, code) VALUES ($1, $1, 1, "
			    "$2)",
			    "rs", m->voucher, code));
	must(m->bo, sql_run(m->bo,
			    "INSERT INTO print_job (printer_id, ticket_id, order_id, template_id, "
			    "staff_id, till_id, state, attempt, queued_at, changed_at) "
			    "VALUES (1, $1, $2, 1, $3, $4, 'printed', 1, $5, $5)",
			    "rrrri", m->voucher, order, m->clerk, till, at));
}

/* As the engine tells it. */
static void tell_line(struct bo_buf *to, const struct making *m, int type, int64_t qty,
		      int64_t amount)
{
	bo_buf_printf(to,
		      "{\"amount\":%" PRId64 ",\"performance_id\":%" PRId64 ",\"qty\":%" PRId64
		      ",\"type\":\"%s General\",\"type_id\":%" PRId64 "}",
		      amount, m->performance, qty, type ? "Youth" : "Adult", m->in->type[type]);
}

static void add_journal(struct making *m, struct till *till, int64_t order, bool mixed,
			int64_t total, int64_t at)
{
	unsigned char hash[JOURNAL_HASH];
	char body[400];
	struct bo_buf buf = BO_BUF(body);

	bo_buf_add(&buf, "{\"change\":0,\"lines\":[");
	tell_line(&buf, m, 0, mixed ? 1 : 2, mixed ? 4000 : 8000);
	if (mixed) {
		bo_buf_add(&buf, ",");
		tell_line(&buf, m, 1, 1, 2500);
	}
	bo_buf_printf(&buf,
		      "],\"tenders\":[{\"amount\":%" PRId64
		      ",\"kind\":\"cash\"}],\"total\":%" PRId64 "}",
		      total, total);
	till->seq++;
	journal_hash(hash, till->name, till->seq, at, m->clerk, 0, order, "order.sold", body,
		     till->hash);
	must(m->bo,
	     sql_run(m->bo,
		     "INSERT INTO journal (till_id, seq, at, staff_id, order_id, kind, body, "
		     "previous, hash) VALUES ($1, $2, $3, $4, $5, 'order.sold', $6, $7, $8)",
		     "riirrsbb", till->id, till->seq, at, m->clerk, order, body, till->hash,
		     sizeof till->hash, hash, sizeof hash));
	memcpy(till->hash, hash, sizeof hash);
}

/* Two adults, or for every third order an adult and a youth; every fifth by name. */
static void add_order(struct making *m, int64_t at)
{
	struct till *till = &m->till[m->done % TILLS];
	int64_t id = ++m->done, line = 0, patron = id % 5 == 0 ? 2 + id % m->patrons : 1;
	bool mixed = id % 3 == 0;
	int64_t total = mixed ? 6500 : 8000;

	must(m->bo, sql_run(m->bo,
			    "INSERT INTO orders (id, patron_id, till_id, staff_id, at, total, net, "
			    "change_given, journal_seq) VALUES ($1, $2, $3, $4, $5, $6, $6, 0, $7)",
			    "rrrriii", id, patron, till->id, m->clerk, at, total, till->seq + 1));
	for (int i = 0; i < (mixed ? 2 : 1); i++) {
		int64_t price = i ? 2500 : 4000, qty = mixed ? 1 : 2;

		must(m->bo, sql_number(m->bo, &line,
				       "INSERT INTO order_line (order_id, type_id, performance_id, "
				       "redemption_id, qty, price, amount, at) VALUES ($1, $2, $3, "
				       "$4, $5, $6, $7, $8) RETURNING id",
				       "rrrriiii", id, m->in->type[i], m->performance,
				       m->redemption[i], qty, price, price * qty, at));
		for (int64_t k = 0; k < qty; k++)
			add_voucher(m, id, line, i, patron, till->id, at);
	}
	must(m->bo,
	     sql_run(m->bo,
		     "INSERT INTO tender (order_id, n, kind, amount, at) VALUES ($1, 1, 'cash', "
		     "$2, $3)",
		     "rii", id, total, at));
	add_journal(m, till, id, mixed, total, at);
	if (m->done % BATCH == 0) {
		must(m->bo, store_script(m->bo, "COMMIT; BEGIN"));
		fprintf(stderr, "\rlarge store: %" PRId64 " of %" PRId64 " orders ", m->done,
			m->orders);
	}
}

static void add_past(struct making *m)
{
	int64_t performances = (m->orders + ORDERS_EACH - 1) / ORDERS_EACH;

	for (int64_t p = 0; p < performances; p++) {
		int64_t of_season = p % (RUN * SHOWS_A_SEASON);
		int64_t at = m->now - ((int64_t)m->n - 1 - p / (RUN * SHOWS_A_SEASON)) * 365 * DAY +
			     of_season * DAY;

		m->in = &m->season[p / (RUN * SHOWS_A_SEASON)];
		add_performance(m, m->in->show[of_season / RUN], at);
		for (int i = 0; i < ORDERS_EACH && m->done < m->orders; i++)
			add_order(m, at - 7 * DAY + i);
	}
}

static void add_to_come(struct making *m)
{
	m->in = &m->season[m->n - 1];
	for (int i = 0; i < LARGE_TO_COME; i++)
		add_performance(m, m->in->show[i / RUN], (m->now / DAY + i + 1) * DAY + 20 * 3600);
}

/* What the engine would have kept while it sold all this. */
static const char *const counts[] = {
	"UPDATE performance SET sold = (SELECT count(*) FROM voucher v WHERE v.performance_id = "
	"performance.id), revenue = (SELECT coalesce(sum(amount), 0) FROM voucher v WHERE "
	"v.performance_id = performance.id)",
	"CREATE TEMP TABLE gone AS SELECT redemption_id AS id, count(*) AS n FROM voucher GROUP BY "
	"redemption_id",
	"CREATE INDEX temp.gone_id ON gone (id)",
	"UPDATE redemption SET sold = coalesce((SELECT n FROM gone WHERE gone.id = redemption.id), "
	"0)",
	"UPDATE voucher_type SET issued = (SELECT coalesce(sum(r.sold), 0) FROM redemption r WHERE "
	"r.type_id = voucher_type.id)",
	"DROP TABLE gone",
};

static void begin(struct making *m, const char *path)
{
	must(m->bo, bo_store_create(m->bo, path, true));
	must(m->bo, bo_till_use(m->bo, "Till 1"));
	must(m->bo, bo_staff_add(m->bo, "the admin", BO_ROLE_ADMIN, NULL, &m->clerk));
	must(m->bo, bo_sign_in(m->bo, "the admin", NULL));
	must(m->bo, bo_staff_add(m->bo, "the clerk", BO_ROLE_CLERK, NULL, &m->clerk));
	must(m->bo, store_script(m->bo, "PRAGMA synchronous = OFF"));
	must(m->bo, store_script(m->bo, "PRAGMA cache_size = -1048576"));
	must(m->bo, bo_house_add(m->bo, "Main House", SEATS, "UTC", &m->house));
	m->n = (size_t)(m->orders / (ORDERS_EACH * RUN * SHOWS_A_SEASON)) + 2;
	m->season = calloc(m->n, sizeof *m->season);
	for (size_t i = 0; m->season && i < m->n; i++) {
		int64_t from = m->now - (int64_t)(m->n - 1 - i) * 365 * DAY - DAY;

		add_season(m, &m->season[i], from, from + 364 * DAY);
	}
	for (int i = 0; i < TILLS; i++) {
		snprintf(m->till[i].name, sizeof m->till[i].name, "Till %d", i + 1);
		must(m->bo, bo_till_use(m->bo, m->till[i].name));
	}
}

/* The heads of the chains, after what the engine itself wrote into them. */
static void read_tills(struct making *m)
{
	struct sql_rows *rows;
	int i = 0;

	must(m->bo, sql_query(m->bo, &rows,
			      "SELECT id, journal_seq, journal_hash FROM till ORDER BY id", ""));
	for (; sql_next(rows) && i < TILLS; i++) {
		size_t n;
		const void *hash = sql_bytes(rows, 2, &n);

		m->till[i].id = sql_id(rows, 0);
		m->till[i].seq = sql_int(rows, 1);
		if (n == JOURNAL_HASH)
			memcpy(m->till[i].hash, hash, n);
	}
	must(m->bo, sql_end(rows));
}

static void add_patrons(struct making *m)
{
	m->patrons = m->orders / 20 + 1;
	for (int64_t i = 0; i < m->patrons; i++) {
		char name[60];

		snprintf(name, sizeof name, "Pat %c%c%c Number%" PRId64, (int)('a' + i % 26),
			 (int)('a' + i / 26 % 26), (int)('a' + i / 676 % 26), i);
		must(m->bo, sql_run(m->bo,
				    "INSERT INTO patron (id, name, name_fold) VALUES ($1, "
				    "$2, lower($2))",
				    "rs", i + 2, name));
	}
}

/* Before a release the schema changes without a new number. */
static const char *schema_mark(char mark[33])
{
	unsigned char hash[16];
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	for (const struct embedded_file *file = embedded_files; file->path; file++)
		if (strncmp(file->path, "schema/", 7) == 0)
			crypto_generichash_update(&state, (const unsigned char *)file->text,
						  strlen(file->text));
	crypto_generichash_final(&state, hash, sizeof hash);
	return sodium_bin2hex(mark, 33, hash, sizeof hash);
}

/* What is measured must be a store like any other. */
static void check(struct bo *bo)
{
	struct bo_arena arena = { 0 };
	struct bo_faults faults;

	fprintf(stderr, "\r%-60s", "large store: checking");
	must(bo, bo_store_check(bo, &arena, NULL, NULL, &faults));
	for (size_t i = 0; i < faults.n; i++)
		fprintf(stderr, "large store: %s: %s\n", faults.row[i].area, faults.row[i].message);
	if (faults.n)
		exit(1);
	bo_arena_clear(&arena);
}

static void finish(struct making *m)
{
	char mark[33];

	must(m->bo,
	     sql_run(m->bo, "INSERT INTO house_option (name, value) VALUES ('bench-schema', $1)",
		     "s", schema_mark(mark)));
	for (int i = 0; i < TILLS; i++)
		must(m->bo, sql_run(m->bo,
				    "UPDATE till SET journal_seq = $1, journal_hash = $2 WHERE id "
				    "= $3",
				    "ibr", m->till[i].seq, m->till[i].hash, sizeof m->till[i].hash,
				    m->till[i].id));
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		must(m->bo, store_script(m->bo, counts[i]));
	must(m->bo, store_script(m->bo, "COMMIT"));
	must(m->bo, store_script(m->bo, "PRAGMA wal_checkpoint(TRUNCATE)"));
	check(m->bo);
	fprintf(stderr, "\r%60s\r", "");
}

/* Of this program's schema, whole, and with places left to sell. */
static bool still_good(const char *path)
{
	struct bo *bo = bo_new();
	int64_t left = 0, marked = 0;
	char mark[33];
	bool good =
		bo && access(path, F_OK) == 0 && bo_store_open(bo, path) == BO_OK &&
		sql_number(bo, &marked,
			   "SELECT count(*) FROM house_option WHERE name = 'bench-schema' AND "
			   "value = $1",
			   "s", schema_mark(mark)) == BO_OK &&
		marked == 1 &&
		sql_number(bo, &left, "SELECT sum(capacity - sold) FROM performance WHERE at > $1",
			   "i", bo_now(bo)) == BO_OK &&
		left > LARGE_TO_COME * SEATS / 2;

	bo_free(bo);
	return good;
}

void large_make(const char *path, int64_t orders)
{
	struct making m = { .now = time(NULL), .orders = orders };
	char partial[600];

	if (still_good(path))
		return;
	snprintf(partial, sizeof partial, "%s.making", path);
	unlink(partial);
	unlink(path);
	m.bo = bo_new();
	if (!m.bo)
		exit(1);
	begin(&m, partial);
	read_tills(&m);
	must(m.bo, store_script(m.bo, "BEGIN"));
	add_patrons(&m);
	add_past(&m);
	add_to_come(&m);
	finish(&m);
	bo_free(m.bo);
	free(m.season);
	if (rename(partial, path) != 0)
		exit(1);
}

struct bo *large_open(const char *path)
{
	struct bo *bo = bo_new();

	if (!bo)
		exit(1);
	must(bo, bo_store_open(bo, path));
	must(bo, bo_till_use(bo, "Till 1"));
	must(bo, bo_sign_in(bo, "the clerk", NULL));
	return bo;
}

int64_t large_performance(struct bo *bo, int at)
{
	int64_t id = 0;

	must(bo, sql_number(bo, &id,
			    "SELECT id FROM performance WHERE at > $1 ORDER BY at, id LIMIT 1 "
			    "OFFSET $2",
			    "id", bo_now(bo), at));
	return id;
}

int64_t large_type(struct bo *bo)
{
	int64_t id = 0;

	must(bo, sql_number(bo, &id,
			    "SELECT max(id) FROM voucher_type WHERE name = 'Adult General'", ""));
	return id;
}
