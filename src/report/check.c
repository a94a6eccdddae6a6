/*
 * Whether the store is sound: its pages, every kept count against a real count,
 * every order's balance, every journal chain, and what the journal tells against what is kept. Each
 * question is a row of a table: an SQL query that finds what is wrong and says it.
 */
#include "base/fail.h"
#include "house/access.h"
#include "report/proof.h"
#include "report/sums.h"
#include "store/integrity.h"
#include "store/words.h"

#include <boxoffice/journal.h>
#include <boxoffice/store.h>

#include <inttypes.h>

struct question {
	const char *area;
	enum sum sum;	 /* where that agrees, nothing is wrong */
	const char *sql; /* one column: the sentence for each thing wrong */
};

static const struct question questions[] = {
	{ "counts", SUM_SOLD,
	  "SELECT 'performance ' || p.id || ' keeps ' || p.sold || ' sold, has ' || count(v.id) "
	  "FROM performance p LEFT JOIN voucher v ON v.performance_id = p.id "
	  "AND v.state IN ('reserved', 'checked_in') AND v.type_id IN (SELECT id "
	  "FROM voucher_type WHERE category NOT IN ('product', 'bundle')) GROUP BY p.id "
	  "HAVING p.sold <> count(v.id) ORDER BY p.id" },
	{ "counts", SUM_NONE,
	  "SELECT 'performance ' || p.id || ' keeps ' || p.held || ' held, has ' || "
	  "coalesce(h.n, 0) FROM performance p LEFT JOIN (SELECT l.performance_id, sum(l.qty) AS n "
	  "FROM basket_line l JOIN basket b ON b.id = l.basket_id "
	  "WHERE b.holding = 1 AND l.takes_place = 1 GROUP BY l.performance_id) h "
	  "ON h.performance_id = p.id WHERE p.held <> coalesce(h.n, 0) ORDER BY p.id" },
	{ "counts", SUM_REVENUE,
	  "SELECT 'performance ' || p.id || ' keeps a revenue of ' || p.revenue || ', has ' || "
	  "coalesce(l.n, 0) FROM performance p LEFT JOIN (SELECT performance_id, sum(amount) AS n "
	  "FROM order_line GROUP BY performance_id) l "
	  "ON l.performance_id = p.id WHERE p.revenue <> coalesce(l.n, 0) ORDER BY p.id" },
	{ "counts", SUM_TAKEN,
	  "SELECT 'redemption ' || r.id || ' keeps ' || r.sold || ' sold, has ' || coalesce(l.n, "
	  "0) FROM redemption r LEFT JOIN (SELECT redemption_id, count(*) AS n FROM voucher WHERE "
	  "state NOT IN ('refunded', 'void') AND redemption_id IS NOT NULL GROUP BY redemption_id) "
	  "l ON l.redemption_id = r.id WHERE r.sold <> coalesce(l.n, 0) ORDER BY r.id" },
	{ "counts", SUM_NONE,
	  "SELECT 'redemption ' "
	  "|| r.id || ' keeps ' || r.held || ' held, has ' || coalesce(h.n, 0) "
	  "FROM redemption r LEFT JOIN (SELECT l.redemption_id, sum(l.qty) AS n FROM basket_line l "
	  "JOIN basket b ON b.id = l.basket_id WHERE b.holding = 1 GROUP BY l.redemption_id) h "
	  "ON h.redemption_id = r.id WHERE r.held <> coalesce(h.n, 0) ORDER BY r.id" },
	{ "counts", SUM_ISSUED,
	  "SELECT 'voucher type ' || t.id || ' keeps ' "
	  "|| t.issued || ' issued, has ' || count(v.id) FROM voucher_type t LEFT JOIN voucher v "
	  "ON v.type_id = t.id GROUP BY t.id HAVING t.issued <> count(v.id) ORDER BY t.id" },
	{ "orders", SUM_BALANCE,
	  "SELECT 'order ' || o.id || ' does not balance: lines ' || "
	  "coalesce(l.n, 0) || ', tenders ' || coalesce(t.n, 0) || ', change ' || o.change_given "
	  "FROM orders o LEFT JOIN (SELECT order_id, sum(amount) AS n FROM order_line "
	  "GROUP BY order_id) l ON l.order_id = o.id LEFT JOIN (SELECT order_id, sum(amount) AS n "
	  "FROM tender GROUP BY order_id) t ON t.order_id = o.id WHERE coalesce(l.n, "
	  "0) <> coalesce(t.n, 0) - o.change_given OR coalesce(l.n, 0) <> o.net ORDER BY o.id" },
	{ "orders", SUM_TOTAL,
	  "SELECT 'order ' || o.id || ' was sold for ' || o.total || ' but its first lines say ' "
	  "|| coalesce(l.n, 0) FROM orders o LEFT JOIN (SELECT l.order_id, sum(l.amount) AS n "
	  "FROM order_line l JOIN orders q "
	  "ON q.id = l.order_id WHERE l.id < (SELECT coalesce(min(e.id), 9223372036854775807) "
	  "FROM order_line e WHERE e.order_id = l.order_id AND e.qty < 0) GROUP BY l.order_id) l "
	  "ON l.order_id = o.id WHERE o.total <> coalesce(l.n, 0) ORDER BY o.id" },
	{ "vouchers", SUM_LINES,
	  "SELECT 'order line ' || l.id || ' sold ' || l.qty || "
	  "CASE WHEN count(v.id) <> l.qty THEN ' but has ' || count(v.id) || ' vouchers' "
	  "ELSE ' for ' || l.amount || ', its vouchers say ' || sum(v.amount) END FROM order_line "
	  "l LEFT JOIN voucher v ON v.line_id = l.id AND v.parent_id IS NULL WHERE l.qty > 0 "
	  "GROUP BY l.id HAVING count(v.id) <> l.qty OR sum(v.amount) <> l.amount ORDER BY l.id" },
	{ "vouchers", SUM_TICKETS,
	  "SELECT 'voucher ' || v.id || ' is ' || v.state || ' and has no active ticket' "
	  "FROM voucher v JOIN voucher_type y ON y.id = v.type_id LEFT JOIN ticket k ON "
	  "k.voucher_id = v.id AND k.state = 'active' WHERE v.state IN ('reserved', 'checked_in') "
	  "AND y.category NOT IN ('product', 'bundle') AND k.id IS NULL ORDER BY v.id" },
	{ "vouchers", SUM_TICKETS,
	  "SELECT 'ticket ' || k.id || ' is active but its voucher is ' || v.state FROM ticket k "
	  "JOIN voucher v ON v.id = k.voucher_id WHERE k.state = 'active' AND v.state NOT IN "
	  "('reserved', 'checked_in') ORDER BY k.id" },
	{ "vouchers", SUM_NONE,
	  "SELECT 'voucher ' || v.id || ' is ' || v.state || ' but has ' || "
	  "CASE WHEN v.performance_id IS NULL THEN 'no performance' ELSE 'a performance' END "
	  "FROM voucher v WHERE (v.state = 'open' AND v.performance_id IS NOT NULL) "
	  "OR (v.state IN ('reserved', 'checked_in') AND v.performance_id IS NULL) ORDER BY v.id" },
	{ "vouchers", SUM_NONE,
	  "SELECT 'voucher ' || v.id || ' is for performance ' || v.performance_id "
	  "|| ', but its money is booked at ' || l.performance_id FROM voucher v JOIN order_line l "
	  "ON l.id = v.line_id WHERE v.parent_id IS NULL AND v.state IN ('reserved', 'checked_in') "
	  "AND v.performance_id <> l.performance_id ORDER BY v.id" },
	{ "orders", SUM_PAID,
	  "SELECT 'order ' || o.id || "
	  "' comes to ' || o.net || ', but its good vouchers were paid with ' || coalesce(v.n, 0) "
	  "FROM orders o LEFT JOIN (SELECT order_id, sum(amount) AS n "
	  "FROM voucher WHERE state NOT IN ('refunded', 'void') GROUP BY order_id) v "
	  "ON v.order_id = o.id WHERE o.net <> coalesce(v.n, 0) ORDER BY o.id" },
	{ "vouchers", SUM_NONE,
	  "SELECT 'voucher ' || c.id || ' belongs to another patron than its bundle ' "
	  "|| v.id FROM voucher c JOIN voucher v ON v.id = c.parent_id "
	  "WHERE c.patron_id <> v.patron_id ORDER BY c.id" },
	{ "vouchers", SUM_NONE,
	  "SELECT 'voucher ' || v.id "
	  "|| ' is counted at redemption ' || r.id || ', which is of another type or performance' "
	  "FROM voucher v JOIN redemption r ON r.id = v.redemption_id "
	  "WHERE v.state IN ('open', 'reserved', 'checked_in') AND (r.type_id <> v.type_id "
	  "OR coalesce(r.performance_id, 0) <> coalesce(v.performance_id, 0)) ORDER BY v.id" },
	{ "counts", SUM_NONE,
	  "SELECT 'code ' || c.code || ' of redemption ' || c.redemption_id "
	  "|| ' keeps ' || c.used || ' used, has ' || coalesce(u.n, 0) FROM redemption_code "
	  "c LEFT JOIN (SELECT l.redemption_id, l.code_fold, count(*) AS n FROM order_line l "
	  "JOIN voucher v ON v.order_id = l.order_id AND v.line_id = l.id AND v.parent_id IS NULL "
	  "AND v.state NOT IN ('refunded', 'void') WHERE l.code_fold IS NOT NULL GROUP BY "
	  "l.redemption_id, l.code_fold) u ON u.redemption_id = c.redemption_id AND u.code_fold "
	  "= c.code_fold WHERE c.used <> coalesce(u.n, 0) ORDER BY c.redemption_id, c.code_fold" },
	{ "counts", SUM_NONE,
	  "SELECT 'code ' || c.code || ' of redemption ' || c.redemption_id || ' keeps ' "
	  "|| c.held || ' held, has ' || coalesce(h.n, 0) FROM redemption_code c LEFT JOIN (SELECT "
	  "l.redemption_id, u.code_fold, sum(u.qty) AS n FROM basket_line_code u JOIN basket_line "
	  "l ON l.id = u.line_id JOIN basket b ON b.id = l.basket_id WHERE b.holding = 1 GROUP BY "
	  "l.redemption_id, u.code_fold) h ON h.redemption_id = c.redemption_id AND h.code_fold "
	  "= c.code_fold WHERE c.held <> coalesce(h.n, 0) ORDER BY c.redemption_id, c.code_fold" },
	{ "counts", SUM_NONE,
	  "SELECT 'basket line ' || l.id || ' has ' || l.qty || ' pieces, and codes for ' || u.n "
	  "FROM basket_line l JOIN (SELECT line_id, sum(qty) AS n FROM basket_line_code "
	  "GROUP BY line_id) u ON u.line_id = l.id WHERE l.qty <> u.n ORDER BY l.id" },
	{ "counts", SUM_NONE,
	  "SELECT 'campaign ' || c.id || ' keeps ' || c.uses || ' uses of ' || c.spent "
	  "|| ', has ' || coalesce(u.n, 0) || ' of ' || coalesce(u.spent, 0) FROM campaign c "
	  "LEFT JOIN (SELECT campaign_id, count(*) AS n, sum(discount) AS spent FROM campaign_use "
	  "WHERE given_back IS NULL GROUP BY campaign_id) u ON u.campaign_id = c.id "
	  "WHERE c.uses <> coalesce(u.n, 0) OR c.spent <> coalesce(u.spent, 0) ORDER BY c.id" },
	{ "counts", SUM_NONE,
	  "SELECT 'campaign ' || c.campaign_id || ' keeps ' || c.uses || ' uses of member ' || "
	  "c.member_id || ' at performance ' || c.performance_id || ', has ' || coalesce(u.n, 0) "
	  "FROM campaign_count c LEFT JOIN (SELECT campaign_id, "
	  "member_id, performance_id, count(*) AS n FROM campaign_use WHERE given_back IS NULL "
	  "GROUP BY campaign_id, member_id, performance_id) u ON u.campaign_id = c.campaign_id "
	  "AND u.member_id = c.member_id AND u.performance_id = c.performance_id WHERE c.uses "
	  "<> coalesce(u.n, 0) ORDER BY c.campaign_id, c.member_id, c.performance_id" },
	{ "counts", SUM_NONE,
	  "SELECT 'campaign ' || u.campaign_id || ' keeps no count of what member ' || "
	  "u.member_id || ' used at performance ' || u.performance_id FROM campaign_use u "
	  "LEFT JOIN campaign_count c ON c.campaign_id = u.campaign_id AND c.member_id = "
	  "u.member_id AND c.performance_id = u.performance_id "
	  "WHERE c.campaign_id IS NULL ORDER BY u.voucher_id, u.campaign_id" },
	{ "counts", SUM_NONE,
	  "SELECT 'audience ' || a.id || ' keeps ' || a.members || ' members, has ' || "
	  "coalesce(m.n, 0) FROM audience a LEFT JOIN (SELECT audience_id, count(*) AS "
	  "n FROM member WHERE removed = 0 GROUP BY audience_id) m ON m.audience_id = "
	  "a.id WHERE a.members <> coalesce(m.n, 0) ORDER BY a.id" },
	{ "orders", SUM_NONE,
	  "SELECT 'order line ' || l.id || ' says ' "
	  "|| l.amount || ', but its price less discount makes ' || (l.qty * l.price - l.discount) "
	  "FROM order_line l WHERE l.amount <> l.qty * l.price - l.discount ORDER BY l.id" },
	{ "orders", SUM_NONE,
	  "SELECT 'order line ' "
	  "|| l.id || ' has a discount of ' || l.discount || ', its vouchers ' || coalesce(u.n, 0) "
	  "FROM order_line l LEFT JOIN (SELECT v.line_id, sum(c.discount) AS n "
	  "FROM campaign_use c JOIN voucher v ON v.id = c.voucher_id GROUP BY v.line_id) u "
	  "ON u.line_id = l.id WHERE l.qty > 0 AND l.discount <> coalesce(u.n, 0) ORDER BY l.id" },
	{ "vouchers", SUM_NONE,
	  "SELECT 'voucher ' || v.id || ' is ' || v.state || ' but the use of campaign ' || "
	  "u.campaign_id || CASE WHEN u.given_back IS NULL THEN ' still counts' ELSE ' came back' "
	  "END FROM campaign_use u JOIN voucher v ON v.id = u.voucher_id WHERE (v.state "
	  "IN ('refunded', 'void')) <> (u.given_back IS NOT NULL) ORDER BY v.id, u.campaign_id" },
	{ "vouchers", SUM_NONE,
	  "SELECT 'voucher ' || v.id || ' was paid with ' "
	  "|| v.amount || ', but its price less discounts makes ' || (l.price - u.n) "
	  "FROM (SELECT voucher_id, sum(discount) AS n "
	  "FROM campaign_use GROUP BY voucher_id) u JOIN voucher v ON v.id = u.voucher_id "
	  "JOIN order_line l ON l.id = v.line_id WHERE v.amount <> l.price - u.n ORDER BY v.id" },
	{ "counts", SUM_NONE,
	  "SELECT 'basket line ' || l.id || ' has a discount of ' "
	  "|| l.discount || ', its uses make ' || coalesce(u.n, 0) FROM basket_line "
	  "l LEFT JOIN (SELECT line_id, sum(discount) AS n FROM basket_use GROUP BY line_id) u "
	  "ON u.line_id = l.id WHERE l.discount <> coalesce(u.n, 0) ORDER BY l.id" },
};

static enum bo_status add(struct bo *bo, struct bo_arena *arena, const char *area,
			  const char *message, struct bo_faults *faults)
{
	struct bo_fault *row = bo_arena_grow(arena, faults->row, faults->n, sizeof *row);
	char *copy = bo_arena_copy(arena, message);

	if (!row || !copy)
		return fail_memory(bo);
	faults->row = row;
	row[faults->n++] = (struct bo_fault){ area, copy };
	return BO_OK;
}

static enum bo_status ask(struct bo *bo, struct bo_arena *arena, const char *area, const char *sql,
			  struct bo_faults *faults)
{
	struct sql_rows *rows;
	enum bo_status ended, status = sql_query(bo, &rows, sql, "");

	if (status)
		return status;
	while (!status && sql_next(rows))
		status = add(bo, arena, area, sql_text(rows, 0), faults);
	ended = sql_end(rows);
	return status ? status : ended;
}

struct noting {
	struct bo *bo;
	struct bo_arena *arena;
	struct bo_faults *faults;
};

static enum bo_status note(void *arg, const char *area, const char *message)
{
	struct noting *noting = arg;

	return add(noting->bo, noting->arena, area, message, noting->faults);
}

static enum bo_status name_rows(struct noting *noting, const struct bo_journal_faults *found)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < found->n && !status; i++) {
		const char *message = bo_arena_printf(noting->arena, "till %s, row %" PRId64 ": %s",
						      found->row[i].till, found->row[i].seq,
						      found->row[i].message);

		status = message ? note(noting, "journal", message) : fail_memory(noting->bo);
	}
	return status;
}

/* Reads all of it once; asks what does not agree then. */
static enum bo_status check_rows(struct noting *noting, struct sums *sums)
{
	struct bo_journal_faults chains = { 0 };
	struct bo *bo = noting->bo;
	enum bo_status status = journal_walk(bo, noting->arena, NULL, sums_see, sums, &chains);
	bool told;

	if (!status)
		status = sums_weigh(sums);
	told = sums_agree(sums, SUM_TOLD);
	for (size_t i = 0; i < sizeof questions / sizeof *questions && !status; i++)
		if (!sums_agree(sums, questions[i].sum))
			status = ask(bo, noting->arena, questions[i].area, questions[i].sql,
				     noting->faults);
	if (!status && !told)
		status = journal_orders(bo, noting->arena, &chains);
	if (!status)
		status = name_rows(noting, &chains);
	return status || told ? status : proof_of_sales(bo, chains.sales, note, noting);
}

/* Who has a word that the list does not know is not found by it. */
static enum bo_status check_words(struct noting *noting)
{
	int64_t *id = NULL, missing;
	size_t n = 0;
	enum bo_status status =
		sql_list(noting->bo, SQL_ROWS(noting->arena, id, n, sql_read_id),
			 "SELECT id FROM audience WHERE kind = 'list' ORDER BY id", "");

	for (size_t i = 0; i < n && !status; i++) {
		const char *message;

		status = words_missing(noting->bo, id[i], &missing);
		if (status || missing == 0)
			continue;
		message = bo_arena_printf(noting->arena,
					  "audience %" PRId64 " lacks words that its members have",
					  id[i]);
		status = message ? note(noting, "counts", message) : fail_memory(noting->bo);
	}
	return status;
}

/* Pages first, as they are told; the rows are read meanwhile. */
static enum bo_status check(struct noting *noting, bo_progress progress, void *arg)
{
	struct bo_faults rows = { 0 };
	struct noting of_rows = { noting->bo, noting->arena, &rows };
	struct integrity *integrity;
	struct sums sums;
	enum bo_status status = store_integrity_begin(noting->bo, &integrity);

	if (status)
		return status;
	status = sums_begin(&sums, noting->bo, progress, arg);
	if (!status)
		status = store_schema(noting->bo, noting->arena, &rows);
	if (!status)
		status = check_rows(&of_rows, &sums);
	if (!status)
		status = check_words(&of_rows);
	sums_end(&sums);
	if (status)
		store_integrity_stop(integrity);
	else
		status = store_integrity_end(noting->bo, integrity, noting->arena, noting->faults);
	for (size_t i = 0; i < rows.n && !status; i++)
		status = note(noting, rows.row[i].area, rows.row[i].message);
	return status;
}

enum bo_status bo_store_check(struct bo *bo, struct bo_arena *arena, bo_progress progress,
			      void *arg, struct bo_faults *faults)
{
	struct bo_faults found = { 0 };
	struct noting noting = { bo, arena, &found };
	enum bo_status status = glance_begin(bo, BO_OK);

	if (status)
		return status;
	status = glance_end(bo, check(&noting, progress, arg));
	/* How much is wrong anybody may know; what it is names codes and sums. */
	if (!status && found.n > 0 && !access_has(bo, BO_MAY_READ_REPORTS))
		for (size_t i = 0; i < found.n; i++)
			found.row[i].message =
				"something is wrong here; sign in as one who may read reports to "
				"know what";
	if (!status)
		*faults = found;
	return status;
}
