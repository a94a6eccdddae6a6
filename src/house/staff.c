/*
 * The people who work here: added, edited, listed, found.
 */
#include "house/staff.h"
#include "base/fail.h"
#include "house/access.h"
#include "house/guess.h"
#include "house/pin.h"
#include "journal/journal.h"
#include "store/naming.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Only an admin makes, changes or removes managers and admins: nobody raises himself. */
static enum bo_status may_grant(struct bo *bo, enum bo_role role)
{
	if (role < BO_ROLE_MANAGER || bo->session.role == BO_ROLE_ADMIN)
		return BO_OK;
	return fail_rule(bo, BO_RULE_PERMISSION, BO_ROLE_ADMIN,
			 "Only an admin makes or changes a %s.", bo_role_code(role));
}

static enum bo_status check_name(struct bo *bo, const char *name, int64_t except)
{
	char folded[BO_NAME_MAX * 4];
	int64_t other = BO_NONE;
	enum bo_status status = check_text(bo, "name", name, BO_NAME_MAX, false);

	if (status)
		return status;
	if (strspn(name, "0123456789") == strlen(name))
		return fail_field(bo, BO_INVALID, "name", name,
				  "A name cannot be a number, as ids are numbers.");
	bo_text_fold(name, folded, sizeof folded);
	status = sql_number(bo, &other, "SELECT id FROM staff WHERE name_fold = $1", "s", folded);
	if (!status && other != BO_NONE && other != except)
		status = fail_field(bo, BO_EXISTS, "name", name, "There is a %s already.", name);
	if (!status)
		status = naming_check_looks(bo, "SELECT id, name FROM staff", false, 0, name,
					    except);
	return status;
}

static enum bo_status insert(struct bo *bo, const char *name, enum bo_role role, const char *pin,
			     int64_t *id)
{
	char folded[BO_NAME_MAX * 4], hash[PIN_HASH_SIZE];
	int64_t made = 0, others = 0;
	enum bo_status status = sql_number(bo, &others, "SELECT count(*) FROM staff", "");

	if (!status && others == 0 && !bo_role_may(role, BO_MAY_SET_UP_STAFF))
		return fail_field(bo, BO_INVALID, "role", bo_role_code(role),
				  "The first one here adds all others: a manager or an admin.");
	if (!status && others > 0)
		status = bo_require(bo, BO_MAY_SET_UP_STAFF);
	if (!status && others > 0)
		status = may_grant(bo, role);
	if (!status)
		status = check_name(bo, name, 0);
	if (!status && pin)
		status = pin_hash(bo, pin, hash);
	if (status)
		return status;
	bo_text_fold(name, folded, sizeof folded);
	status = sql_number(bo, &made,
			    "INSERT INTO staff (name, name_fold, role, pin_hash) VALUES ($1, $2, "
			    "$3, $4) RETURNING id",
			    "ssss", name, folded, bo_role_code(role), pin ? hash : NULL);
	if (!status)
		status = journal_add(bo, "staff.added", 0,
				     json_pack("{s:I,s:s,s:s}", "id", (json_int_t)made, "name",
					       name, "role", bo_role_code(role)),
				     NULL);
	if (!status)
		*id = made;
	return status;
}

enum bo_status bo_staff_add(struct bo *bo, const char *name, enum bo_role role, const char *pin,
			    int64_t *id)
{
	enum bo_status status;

	if (role == BO_ROLE_NONE || role >= BO_ROLE_COUNT)
		return fail_field(
			bo, BO_INVALID, "role", "",
			"The role is one of clerk, door, supervisor, manager, reports, admin.");
	status = act_begin(bo);
	if (status)
		return status;
	return act_end(bo, insert(bo, name, role, pin, id));
}

struct before {
	char name[BO_NAME_MAX + 1];
	enum bo_role role;
	bool disabled;
};

static void read_fields(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct before *before = row;

	(void)arena;
	sql_fill(rows, 0, before->name, sizeof before->name);
	before->role = bo_role_from_code(sql_text(rows, 1));
	before->disabled = sql_flag(rows, 2);
}

static enum bo_status read_before(struct bo *bo, int64_t id, struct before *before)
{
	enum bo_status status =
		sql_one(bo, SQL_ROW(NULL, before, read_fields), "staff",
			"SELECT name, role, disabled FROM staff WHERE id = $1", "r", id);

	return status == BO_NOT_FOUND ? fail(bo, BO_NOT_FOUND, "There is nobody with that id.")
				      : status;
}

/* A store that nobody can set up any more would be lost to its owners. */
static enum bo_status keep_one_chief(struct bo *bo)
{
	int64_t chiefs = 0;
	enum bo_status status = sql_number(
		bo, &chiefs,
		"SELECT count(*) FROM staff WHERE disabled = 0 AND role IN ('manager', 'admin')",
		"");

	if (!status && chiefs == 0)
		status = fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				   "This is the last one who may set up staff; make another "
				   "manager or admin first.");
	return status;
}

/* "" takes the PIN away. */
static enum bo_status set_pin(struct bo *bo, int64_t id, const char *pin)
{
	char hash[PIN_HASH_SIZE];
	enum bo_status status = *pin ? pin_hash(bo, pin, hash) : BO_OK;

	if (!status)
		status = sql_run(bo, "UPDATE staff SET pin_hash = $2 WHERE id = $1", "rs", id,
				 *pin ? hash : NULL);
	if (!status)
		status = guess_forget(bo, id);
	return status;
}

static enum bo_status change(struct bo *bo, int64_t id, const char *name, enum bo_role role,
			     const char *pin, int disabled)
{
	char folded[BO_NAME_MAX * 4];
	struct before before;
	bool own_pin =
		pin && id == bo->session.staff_id && !name && role == BO_ROLE_NONE && disabled < 0;
	enum bo_status status = own_pin ? BO_OK : bo_require(bo, BO_MAY_SET_UP_STAFF);

	if (!status)
		status = read_before(bo, id, &before);
	if (!status && !own_pin)
		status = may_grant(bo, before.role > role ? before.role : role);
	if (!status && name)
		status = check_name(bo, name, id);
	if (!status && pin)
		status = set_pin(bo, id, pin);
	if (status)
		return status;
	name = name ? name : before.name;
	role = role ? role : before.role;
	disabled = disabled < 0 ? before.disabled : disabled;
	bo_text_fold(name, folded, sizeof folded);
	status = sql_run(bo,
			 "UPDATE staff SET name = $2, name_fold = $3, role = $4, disabled = $5 "
			 "WHERE id = $1",
			 "rsssd", id, name, folded, bo_role_code(role), disabled);
	if (!status)
		status = keep_one_chief(bo);
	if (!status)
		status = journal_add(bo, "staff.edited", 0,
				     json_pack("{s:I,s:[s,s],s:[s,s],s:[b,b],s:b}", "id",
					       (json_int_t)id, "name", before.name, name, "role",
					       bo_role_code(before.role), bo_role_code(role),
					       "disabled", before.disabled, disabled, "pin",
					       pin != NULL),
				     NULL);
	return status;
}

enum bo_status bo_staff_edit(struct bo *bo, int64_t id, const char *name, enum bo_role role,
			     const char *pin, int disabled)
{
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	bo->session.known_at = -1;
	return act_end(bo, change(bo, id, name, role, pin, disabled));
}

static void read_one(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_staff *)row = (struct bo_staff){ .id = sql_id(rows, 0),
						     .name = sql_copy(rows, 1, arena),
						     .role = bo_role_from_code(sql_text(rows, 2)),
						     .has_pin = sql_flag(rows, 3),
						     .disabled = sql_flag(rows, 4) };
}

static enum bo_status read_staff(struct bo *bo, struct bo_arena *arena, struct bo_staff_list *list)
{
	return sql_list(bo, SQL_ROWS(arena, list->row, list->n, read_one),
			"SELECT id, name, role, pin_hash IS NOT NULL, disabled FROM staff "
			"ORDER BY disabled, name_fold, id",
			"");
}

enum bo_status bo_staff_list(struct bo *bo, struct bo_arena *arena, struct bo_staff_list *list)
{
	enum bo_status status = access_read(bo, BO_MAY_WORK_HERE);

	return status ? status : read_staff(bo, arena, list);
}

enum bo_status bo_staff_at_till(struct bo *bo, struct bo_arena *arena, struct bo_staff_list *list)
{
	struct bo_staff_list found = { 0 };
	size_t n = 0;
	enum bo_status status = read_staff(bo, arena, &found);

	if (status)
		return status;
	for (size_t i = 0; i < found.n; i++)
		if (!found.row[i].disabled)
			found.row[n++] = found.row[i];
	found.n = n;
	*list = found;
	return BO_OK;
}

enum bo_status bo_staff_none(struct bo *bo, bool *none)
{
	int64_t first = BO_NONE;
	enum bo_status status = sql_number(bo, &first, "SELECT min(id) FROM staff", "");

	*none = !status && first == BO_NONE;
	return status;
}

/* Names that are nearly so are told to those who may read the names. */
static enum bo_status not_found(struct bo *bo, const struct bo_staff_list *list,
				struct bo_arena *arena, const char *text)
{
	const char **names = bo_arena_alloc(arena, (list->n + 1) * sizeof *names), *near;

	if (!names)
		return fail_memory(bo);
	if (!access_has(bo, BO_MAY_WORK_HERE))
		return fail_field(bo, BO_NOT_FOUND, "staff", text, "Nobody here is called %s.",
				  text);
	for (size_t i = 0; i < list->n; i++)
		names[i] = list->row[i].name;
	near = bo_text_nearest(text, names, list->n);
	if (near)
		return fail_field(bo, BO_NOT_FOUND, "staff", text,
				  "Nobody here is called %s; did you mean %s?", text, near);
	return fail_field(bo, BO_NOT_FOUND, "staff", text, "Nobody here is called %s.", text);
}

enum bo_status staff_find(struct bo *bo, struct bo_arena *arena, const char *text,
			  struct bo_staff *staff)
{
	char folded[BO_NAME_MAX * 4], other[BO_NAME_MAX * 4];
	struct bo_staff_list list = { 0 };
	enum bo_status status = read_staff(bo, arena, &list);
	bool number = *text && strspn(text, "0123456789") == strlen(text);

	if (status)
		return status;
	bo_text_fold(text, folded, sizeof folded);
	for (size_t i = 0; i < list.n; i++) {
		bo_text_fold(list.row[i].name, other, sizeof other);
		if (number ? strtoll(text, NULL, 10) == list.row[i].id
			   : strcmp(folded, other) == 0) {
			*staff = list.row[i];
			return BO_OK;
		}
	}
	return not_found(bo, &list, arena, text);
}

enum bo_status bo_staff_find(struct bo *bo, struct bo_arena *arena, const char *text,
			     struct bo_staff *staff)
{
	enum bo_status status = access_read(bo, BO_MAY_WORK_HERE);

	return status ? status : staff_find(bo, arena, text, staff);
}

enum bo_status bo_staff_has_pin(struct bo *bo, const char *text, bool *has_pin)
{
	struct bo_arena arena = { 0 };
	struct bo_staff staff = { 0 };
	enum bo_status status = staff_find(bo, &arena, text, &staff);

	bo_arena_clear(&arena);
	if (!status)
		*has_pin = staff.has_pin;
	return status;
}
