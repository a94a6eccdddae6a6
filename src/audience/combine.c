/*
 * New lists from others: all plus parts put together, then what minus parts have
 * taken out.  Done by the store itself, as the lists may be of millions.
 */
#include "audience/roll.h"
#include "base/fail.h"
#include "journal/journal.h"
#include "store/words.h"

#include <boxoffice/staff.h>

#include <jansson.h>

enum { PARTS_MAX = 64 };

/* No limit is more than any number. */
#define LARGER(one, two)                                                                           \
	"CASE WHEN " one " IS NULL OR " two " IS NULL THEN NULL "                                  \
	"WHEN " one " > " two " THEN " one " ELSE " two " END"
#define OR_ELSE(column)                                                                            \
#column " = CASE WHEN member." #column " = '' THEN excluded." #column                      \
		" ELSE member." #column " END, "

#define INTO                                                                                       \
	"INSERT INTO member (audience_id, code, code_fold, email, email_fold, category, "          \
	"location, quantity, name) "
/* The same code again: what the first lacks, and the larger quantity. */
#define ONCE                                                                                       \
	" ON CONFLICT (code_fold, audience_id) WHERE code_fold IS NOT NULL DO UPDATE "             \
	"SET " OR_ELSE(email) OR_ELSE(name) OR_ELSE(category) OR_ELSE(                             \
		location) "email_fold = coalesce(member.email_fold, excluded.email_fold), "        \
			  "quantity = " LARGER("member.quantity", "excluded.quantity")

static enum bo_status put_codes(struct bo *bo, int64_t id, const struct roll *part)
{
	if (!part->attendees)
		return sql_run(bo,
			       INTO "SELECT $1, code, code_fold, email, email_fold, category, "
				    "location, quantity, name FROM member WHERE audience_id = $2 "
				    "AND removed = 0 AND code_fold IS NOT NULL ORDER BY id" ONCE,
			       "ii", id, part->id);
	return sql_run(bo,
		       INTO "SELECT $1, k.code, lower(k.code), u.email, nullif(u.email_fold, ''), "
			    "t.name, coalesce(v.seat, ''), $3, CASE WHEN u.id = 1 THEN '' "
			    "ELSE u.name END FROM audience_performance x JOIN voucher v "
			    "ON v.performance_id = x.performance_id JOIN voucher_type t "
			    "ON t.id = v.type_id JOIN patron u ON u.id = v.patron_id "
			    "JOIN ticket k ON k.voucher_id = v.id AND k.state = 'active' "
			    "WHERE x.audience_id = $2 AND " VOUCHER_IS_GOOD "ORDER BY v.id" ONCE,
		       "iii", id, part->id, part->quantity);
}

/* Vouchers of the second parameter's audience, with type and patron. */
#define ITS_VOUCHERS                                                                               \
	"audience_performance x JOIN voucher v ON v.performance_id = x.performance_id "            \
	"JOIN voucher_type t ON t.id = v.type_id JOIN patron u ON u.id = v.patron_id "
#define ITS_OWN_AND_GOOD "WHERE x.audience_id = $2 AND " VOUCHER_IS_GOOD

/* Already in the new list by that e-mail alone. */
#define THERE(email)                                                                               \
	"EXISTS (SELECT 1 FROM member o WHERE o.email_fold = " email " AND o.audience_id = $1 "    \
	"AND o.code_fold IS NULL) "

/* Who has no code is one with the same e-mail.  Attendees all have one: every good voucher has a
 * ticket. */
static enum bo_status put_emails(struct bo *bo, int64_t id, const struct roll *part)
{
	enum bo_status status = sql_run(
		bo,
		"UPDATE member SET quantity = (SELECT " LARGER(
			"member.quantity",
			"m.quantity") " FROM member m WHERE m.audience_id = $2 AND m.removed = 0 "
				      "AND m.code_fold IS NULL "
				      "AND m.email_fold = member.email_fold) WHERE audience_id = "
				      "$1 AND code_fold IS NULL AND EXISTS (SELECT 1 FROM member m "
				      "WHERE m.audience_id = $2 AND m.removed = 0 AND m.code_fold "
				      "IS NULL AND m.email_fold = member.email_fold)",
		"ii", id, part->id);
	if (status)
		return status;
	return sql_run(bo,
		       INTO "SELECT $1, '', NULL, m.email, m.email_fold, m.category, m.location, "
			    "m.quantity, m.name FROM member m WHERE m.audience_id = $2 "
			    "AND m.removed = 0 AND m.code_fold IS NULL AND NOT " THERE(
				    "m.email_fold") "ORDER BY m.id",
		       "ii", id, part->id);
}

/* Somebody whom one list knows by e-mail alone and another with a code is one; of several codes the
 * first takes the quantity. */
static enum bo_status join_emails(struct bo *bo, int64_t id)
{
	enum bo_status status = sql_run(
		bo,
		"UPDATE member SET quantity = (SELECT " LARGER(
			"member.quantity",
			"o.quantity") " FROM member o WHERE o.email_fold = member.email_fold AND "
				      "o.audience_id = $1 AND o.code_fold IS NULL) "
				      "WHERE audience_id = $1 AND code_fold IS NOT NULL "
				      "AND " THERE(
					      "member.email_fold") "AND id = (SELECT min(c.id) "
								   "FROM member c "
								   "WHERE c.email_fold = "
								   "member.email_fold AND "
								   "c.audience_id = $1 "
								   "AND c.code_fold IS NOT NULL)",
		"i", id);

	if (status)
		return status;
	return sql_run(bo,
		       "DELETE FROM member WHERE audience_id = $1 AND code_fold IS NULL "
		       "AND EXISTS (SELECT 1 FROM member c WHERE c.email_fold = member.email_fold "
		       "AND c.audience_id = $1 AND c.code_fold IS NOT NULL)",
		       "i", id);
}

static enum bo_status take_out(struct bo *bo, int64_t id, const struct roll *part)
{
	enum bo_status status = sql_run(
		bo,
		"DELETE FROM member WHERE audience_id = $1 AND code_fold IN (SELECT m.code_fold "
		"FROM member m WHERE m.audience_id = $2 AND m.removed = 0 "
		"AND m.code_fold IS NOT NULL UNION ALL SELECT lower(k.code) FROM " ITS_VOUCHERS
		"JOIN ticket k ON k.voucher_id = v.id AND k.state = 'active' " ITS_OWN_AND_GOOD ")",
		"ii", id, part->id);

	if (status)
		return status;
	return sql_run(
		bo,
		"DELETE FROM member WHERE audience_id = $1 AND email_fold IN (SELECT m.email_fold "
		"FROM member m WHERE m.audience_id = $2 AND m.removed = 0 "
		"AND m.email_fold IS NOT NULL UNION ALL SELECT u.email_fold FROM " ITS_VOUCHERS
			ITS_OWN_AND_GOOD
		"AND u.email_fold <> '' UNION ALL SELECT e.email_fold FROM " ITS_VOUCHERS
		"JOIN patron_email_other e ON e.patron_id = u.id " ITS_OWN_AND_GOOD ")",
		"ii", id, part->id);
}

static enum bo_status carry_out(struct bo *bo, int64_t id, const struct bo_audience_part *parts,
				size_t n)
{
	enum bo_status status = BO_OK;
	struct roll roll;

	for (size_t i = 0; !status && i < n; i++) {
		if (parts[i].minus)
			continue;
		status = roll_read(bo, parts[i].audience_id, &roll);
		if (!status)
			status = put_codes(bo, id, &roll);
		if (!status)
			status = put_emails(bo, id, &roll);
	}
	if (!status)
		status = join_emails(bo, id);
	for (size_t i = 0; !status && i < n; i++) {
		if (!parts[i].minus)
			continue;
		status = roll_read(bo, parts[i].audience_id, &roll);
		if (!status)
			status = take_out(bo, id, &roll);
	}
	return status;
}

/* What members added later get: the largest of the plus parts. */
static enum bo_status read_quantity(struct bo *bo, const struct bo_audience_part *parts, size_t n,
				    int64_t *quantity)
{
	bool plus = false;

	if (n > PARTS_MAX)
		return fail_field(bo, BO_INVALID, "plus", "",
				  "At most %d audiences can be combined.", PARTS_MAX);
	for (size_t i = 0; i < n; i++) {
		struct roll roll;
		enum bo_status status = roll_read(bo, parts[i].audience_id, &roll);

		if (status)
			return status;
		if (parts[i].minus)
			continue;
		if (!plus || roll.quantity == BO_NONE ||
		    (*quantity != BO_NONE && roll.quantity > *quantity))
			*quantity = roll.quantity;
		plus = true;
	}
	if (!plus)
		return fail_field(bo, BO_INVALID, "plus", "",
				  "Name at least one audience whose members go in.");
	return BO_OK;
}

static enum bo_status journal_parts(struct bo *bo, int64_t id, int64_t members,
				    const struct bo_audience_part *parts, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < n; i++)
		if (json_array_append_new(list, json_pack("{sI sb}", "id",
							  (json_int_t)parts[i].audience_id, "minus",
							  (int)parts[i].minus))) {
			json_decref(list);
			list = NULL;
		}
	return journal_add(bo, "audience.combined", 0,
			   list ? json_pack("{sI sI so}", "id", (json_int_t)id, "members",
					    (json_int_t)members, "parts", list)
				: NULL,
			   NULL);
}

static enum bo_status combine(struct bo *bo, const char *name, const struct bo_audience_part *parts,
			      size_t n, int64_t *id, int64_t *members)
{
	int64_t quantity = 0;
	enum bo_status status = read_quantity(bo, parts, n, &quantity);

	if (!status)
		status = audience_make(bo, name, false, quantity, id);
	if (!status)
		status = carry_out(bo, *id, parts, n);
	if (!status)
		status = words_add_list(bo, *id);
	if (!status)
		status = sql_number(bo, members,
				    "SELECT count(*) FROM member WHERE audience_id = $1", "i", *id);
	if (!status)
		status = roll_count(bo, *id, *members);
	return status ? status : journal_parts(bo, *id, *members, parts, n);
}

enum bo_status bo_audience_combine(struct bo *bo, const char *name,
				   const struct bo_audience_part *parts, size_t n, int64_t *id,
				   int64_t *members)
{
	int64_t made = 0, count = 0;
	enum bo_status status = bo_require(bo, BO_MAY_KEEP_AUDIENCES);

	if (!status)
		status = bulk_begin(bo);
	if (status)
		return status;
	status = bulk_end(bo, combine(bo, name, parts, n, &made, &count));
	if (!status) {
		*id = made;
		*members = count;
	}
	return status;
}
