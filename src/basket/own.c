/*
 * What is one's own in self-service: proved by a code, and limited.
 */
#include "basket/own.h"
#include "base/fail.h"
#include "house/access.h"
#include "print/issue.h"
#include "store/sql.h"

#include <boxoffice/patron.h>
#include <boxoffice/self_service.h>

#include <ctype.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

/* Without 0 O, 1 I L and U, as on tickets: it is read out and typed. */
static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
enum { LETTERS = 30, DIGITS_MAX = 18 };

/* The moment is in it, as a store that was restored gives the same numbers again. */
static void secret_of(const struct bo *bo, const char *kind, int64_t id, int64_t at,
		      char secret[OWN_SECRET])
{
	unsigned char bytes[2 * (OWN_SECRET - 1)];
	char text[64];

	snprintf(text, sizeof text, "%s%" PRId64 "@%" PRId64, kind, id, at);
	crypto_generichash(bytes, sizeof bytes, (const unsigned char *)text, strlen(text),
			   bo->proof_key, sizeof bo->proof_key);
	for (size_t i = 0; i + 1 < OWN_SECRET; i++)
		secret[i] = alphabet[(unsigned)(bytes[2 * i] << 8 | bytes[2 * i + 1]) % LETTERS];
	secret[OWN_SECRET - 1] = '\0';
}

const char *own_proof(const struct bo *bo, struct bo_arena *arena, const char *kind, int64_t id,
		      int64_t at)
{
	char secret[OWN_SECRET];

	secret_of(bo, kind, id, at, secret);
	return bo_arena_printf(arena, "%s%" PRId64 "-%s", kind, id, secret);
}

/* --- Proving ---------------------------------------------------------------------------------- */

static enum bo_status nothing(struct bo *bo)
{
	return fail_rule(bo, BO_RULE_PERMISSION, BO_ROLE_NONE,
			 "The code given as proof opens nothing: it is that of a ticket in force, "
			 "or of an order or a hold as told when it was made.");
}

/* "1042-K7QF2M9XAB": the number, and what only its owner knows. */
static bool take_apart(const char *text, int64_t *id, char typed[OWN_SECRET])
{
	size_t digits = strspn(text, "0123456789");

	*id = 0;
	if (digits == 0 || digits > DIGITS_MAX || text[digits] != '-' ||
	    strlen(text + digits + 1) != OWN_SECRET - 1)
		return false;
	for (size_t i = 0; i < digits; i++)
		*id = *id * 10 + (text[i] - '0');
	for (size_t i = 0; i < OWN_SECRET; i++)
		typed[i] = (char)toupper((unsigned char)text[digits + 1 + i]);
	return true;
}

static enum bo_status prove_row(struct bo *bo, const char *sql, const char *kind, const char *text,
				int64_t *id, int64_t *patron_id)
{
	char typed[OWN_SECRET], secret[OWN_SECRET];
	struct sql_rows *rows;
	bool proved = false;
	enum bo_status status;

	if (!take_apart(text, id, typed))
		return nothing(bo);
	status = sql_query(bo, &rows, sql, "r", *id);
	if (status)
		return status;
	if (sql_next(rows)) {
		secret_of(bo, kind, *id, sql_int(rows, 0), secret);
		/* The same time for every wrong one. */
		proved = sodium_memcmp(secret, typed, OWN_SECRET) == 0;
		*patron_id = sql_id(rows, 1);
	}
	status = sql_end(rows);
	return status || proved ? status : nothing(bo);
}

static enum bo_status prove_ticket(struct bo *bo, const char *code)
{
	struct bo_session *session = &bo->session;
	struct sql_rows *rows;
	bool found;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT v.id, v.patron_id, CASE WHEN v.patron_id = o.patron_id THEN o.id END "
		"FROM ticket k JOIN voucher v ON v.id = k.voucher_id JOIN orders o "
		"ON o.id = v.order_id WHERE k.code = $1 AND k.state = 'active'",
		"s", code);

	if (status)
		return status;
	found = sql_next(rows);
	if (found) {
		session->own_voucher = sql_id(rows, 0);
		session->own_patron = sql_id(rows, 1);
		session->own_order = sql_id(rows, 2);
	}
	status = sql_end(rows);
	return status || found ? status : nothing(bo);
}

bool bo_is_self_service(const struct bo *bo)
{
	return bo->session.self_service;
}

enum bo_status bo_prove(struct bo *bo, const char *proof)
{
	struct bo_session *session = &bo->session;
	char code[BO_TICKET_CODE_SIZE], fold[BO_CODE_FOLD];
	int64_t id = 0, patron_id = 0;
	enum bo_status status;

	if (!session->self_service)
		return fail_field(bo, BO_INVALID, "proof", "",
				  "A proof is for self-service; staff sign in.");
	bo_code_fold(proof, fold);
	if (issue_code_read(fold, code))
		return prove_ticket(bo, code);
	if (toupper((unsigned char)proof[0]) == 'H') {
		status = prove_row(bo, "SELECT created, patron_id FROM basket WHERE id = $1", "H",
				   proof + 1, &id, &patron_id);
		session->own_basket = status ? 0 : id;
	} else {
		status = prove_row(bo, "SELECT at, patron_id FROM orders WHERE id = $1", "", proof,
				   &id, &patron_id);
		session->own_order = status ? 0 : id;
	}
	session->own_patron = status ? 0 : patron_id;
	return status;
}

/* --- What is one's own ------------------------------------------------------------------------ */

enum bo_status own_order(struct bo *bo, int64_t id)
{
	if (!bo->session.self_service || act_is_open(bo))
		return access_read(bo, BO_MAY_READ_SALES);
	return id == bo->session.own_order ? BO_OK : access_not_yours(bo, "order");
}

enum bo_status own_basket(struct bo *bo, int64_t id)
{
	if (!bo->session.self_service)
		return access_read(bo, BO_MAY_READ_SALES);
	return id == bo->session.own_basket ? BO_OK : access_not_yours(bo, "hold");
}

bool own_voucher(const struct bo *bo, int64_t id, int64_t order_id, int64_t order_patron,
		 int64_t patron_id)
{
	const struct bo_session *session = &bo->session;

	return !session->self_service || id == session->own_voucher ||
	       (order_id == session->own_order && patron_id == order_patron);
}

int64_t own_only(const struct bo *bo, int64_t id)
{
	if (!bo->session.self_service)
		return BO_NONE;
	return id ? id : -1;
}

const char *own_name(const struct bo *bo, int64_t patron_id, const char *name)
{
	return patron_id == BO_PATRON_WALK_UP || patron_id == bo->session.own_patron ? name : "";
}

/* --- Limits ----------------------------------------------------------------------------------- */

static enum bo_status refuse(struct bo *bo, int64_t limit, int64_t wanted, int64_t left,
			     const char *message)
{
	struct bo_refusal refusal = { .rule = BO_RULE_MAX,
				      .limit = limit,
				      .wanted = wanted,
				      .left = left > 0 ? left : 0,
				      .override = BO_ROLE_NONE };

	fail_text(refusal.message, sizeof refusal.message, message);
	return fail_refused(bo, &refusal);
}

enum bo_status own_limit(struct bo *bo, const struct sale_lines *lines)
{
	int64_t limit = bo->settings.self_service_limit, pieces = 0;
	char message[200];

	if (!bo->session.self_service)
		return BO_OK;
	for (size_t i = 0; i < lines->n; i++)
		if (!lines->row[i].offered.reserves)
			pieces += lines->row[i].qty;
	if (pieces <= limit)
		return BO_OK;
	snprintf(message, sizeof message,
		 "In self-service an order or a hold has at most %" PRId64
		 " pieces; ask the box office for more.",
		 limit);
	return refuse(bo, limit, pieces, limit, message);
}

enum bo_status own_share(struct bo *bo, int64_t basket_id)
{
	struct sql_rows *rows;
	int64_t limit = 0, held = 0, own = 0;
	bool beyond = false;
	char message[240];
	enum bo_status status;

	if (!bo->session.self_service)
		return BO_OK;
	status = sql_query(bo, &rows,
			   "SELECT p.capacity * $2 / 100, sum(l.qty), sum(CASE WHEN b.id = $1 THEN "
			   "l.qty ELSE 0 END) FROM basket b JOIN basket_line l ON l.basket_id = "
			   "b.id JOIN performance p ON p.id = l.performance_id WHERE "
			   "b.self_service = 1 AND b.holding = 1 AND l.takes_place = 1 AND p.id IN "
			   "(SELECT performance_id FROM basket_line WHERE basket_id = $1) "
			   "GROUP BY p.id, p.capacity ORDER BY p.id",
			   "ri", basket_id, bo->settings.self_service_share);
	if (status)
		return status;
	while (!beyond && sql_next(rows)) {
		limit = sql_int(rows, 0);
		held = sql_int(rows, 1);
		own = sql_int(rows, 2);
		beyond = held > limit;
	}
	status = sql_end(rows);
	if (status || !beyond)
		return status;
	snprintf(message, sizeof message,
		 "Self-service keeps at most %" PRId64
		 " places of this performance unpaid at a time; %" PRId64 " are kept by others.",
		 limit, held - own);
	return refuse(bo, limit, own, limit - (held - own), message);
}
