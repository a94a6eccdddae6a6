/*
 * Setting printers up, and which one a till prints on.
 */
#include "base/fail.h"
#include "house/access.h"
#include "journal/journal.h"
#include "print/cups.h"
#include "print/issue.h"
#include "print/job.h"
#include "print/queue.h"
#include "print/ticket.h"
#include "spelling/name.h"
#include "store/naming.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TARGET_MAX = 500, MEDIA_MAX = 127, QUEUE_MAX = 127, DOTS_LEAST = 100, DOTS_MOST = 2400 };

SQL_COLUMNS(ID, NAME, TRANSPORT, TARGET, MEDIA, IS_DEFAULT, DISABLED, STATUS, STATUS_AT, STOPPED,
	    DPI, WAITING, UNKNOWN);

static void read_printer(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	struct bo_printer *p = to;

	p->id = sql_id(rows, ID);
	p->name = sql_copy(rows, NAME, arena);
	p->transport = bo_transport_from_code(sql_text(rows, TRANSPORT));
	p->target = sql_copy(rows, TARGET, arena);
	p->media = sql_copy(rows, MEDIA, arena);
	p->is_default = sql_flag(rows, IS_DEFAULT);
	p->disabled = sql_flag(rows, DISABLED);
	p->status = sql_copy(rows, STATUS, arena);
	p->status_at = sql_int(rows, STATUS_AT);
	p->stopped = sql_flag(rows, STOPPED);
	p->dpi = (int)sql_int(rows, DPI);
	p->waiting = sql_int(rows, WAITING);
	p->unknown = sql_int(rows, UNKNOWN);
}

/* id 0: all. */
static enum bo_status read_printers(struct bo *bo, struct bo_arena *arena, int64_t id,
				    struct bo_printers *list)
{
	return sql_list(
		bo, SQL_ROWS(arena, list->row, list->n, read_printer),
		"SELECT p.id, p.name, p.transport, p.target, p.media, p.is_default, p.disabled, "
		"p.status, p.status_at, p.stopped, p.dpi, "
		"(SELECT count(*) FROM print_job j WHERE j.printer_id = p.id "
		"AND j.state IN ('queued', 'created', 'sent') AND " OUTBOX_IS_OPEN(
			"j") "), "
			     "(SELECT count(*) FROM print_job j WHERE j.printer_id = p.id "
			     "AND j.state = 'unknown' AND " OUTBOX_IS_OPEN(
				     "j") ") "
					  "FROM printer p WHERE p.removed = 0 AND ($1 IS NULL "
					  "OR p.id = $1) ORDER BY p.name_fold, p.id",
		"r", id);
}

enum bo_status bo_printer_list(struct bo *bo, struct bo_arena *arena, struct bo_printers *list)
{
	enum bo_status status = access_read(bo, BO_MAY_WORK_HERE);

	return status ? status : read_printers(bo, arena, 0, list);
}

static enum bo_status not_found(struct bo *bo, const struct bo_printers *list, const char *text)
{
	const char **names = calloc(list->n + 1, sizeof *names);
	enum bo_status status;

	if (!names)
		return fail_memory(bo);
	for (size_t i = 0; i < list->n; i++)
		names[i] = list->row[i].name;
	status = name_unknown(bo, "printer", text, names, list->n);
	free(names);
	return status;
}

enum bo_status bo_printer_find(struct bo *bo, struct bo_arena *arena, const char *text,
			       struct bo_printer *printer)
{
	char fold[NAME_FOLD], other[NAME_FOLD];
	struct bo_printers list;
	enum bo_status status = read_printers(bo, arena, 0, &list);
	int64_t id;
	bool is_id = name_is_id(text, &id);

	if (status)
		return status;
	bo_text_fold(text, fold, sizeof fold);
	for (size_t i = 0; i < list.n; i++) {
		bo_text_fold(list.row[i].name, other, sizeof other);
		if (is_id ? list.row[i].id == id : strcmp(fold, other) == 0) {
			*printer = list.row[i];
			return BO_OK;
		}
	}
	return not_found(bo, &list, text);
}

static enum bo_status read_one(struct bo *bo, struct bo_arena *arena, int64_t id,
			       struct bo_printer *printer)
{
	struct bo_printers list = { 0 };
	enum bo_status status = id ? read_printers(bo, arena, id, &list) : BO_OK;

	if (!status && list.n == 0)
		status = id ? fail(bo, BO_NOT_FOUND, "There is no printer %" PRId64 ".", id)
			    : fail(bo, BO_NOT_FOUND, "No printer is set up.");
	if (!status)
		*printer = list.row[0];
	return status;
}

enum bo_status bo_printer_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			      struct bo_printer *printer)
{
	enum bo_status status = access_read(bo, BO_MAY_WORK_HERE);

	return status ? status : read_one(bo, arena, id, printer);
}

enum bo_status bo_printer_of_till(struct bo *bo, struct bo_arena *arena, struct bo_printer *printer)
{
	int64_t id;
	enum bo_status status = print_till(bo, &id);

	return status ? status : read_one(bo, arena, id, printer);
}

static enum bo_status check_target(struct bo *bo, enum bo_transport transport, const char *target)
{
	if (transport == BO_TRANSPORT_FOLDER)
		return check_text(bo, "folder", target, TARGET_MAX, false);
	if (strlen(target) > QUEUE_MAX || strpbrk(target, " /#?'\"\\"))
		return fail_field(bo, BO_INVALID, "queue", target,
				  "\"%s\" cannot be the name of a CUPS queue.", target);
	return check_text(bo, "queue", target, QUEUE_MAX, false);
}

/* "iso_a6_105x148mm", "custom_139.7x50.8mm_139.7x50.8mm" */
static enum bo_status check_media(struct bo *bo, const char *media)
{
	const char *p = media;

	while (isalnum((unsigned char)*p) || (*p && strchr("._-", *p)))
		p++;
	if (*p || p - media > MEDIA_MAX)
		return fail_field(
			bo, BO_INVALID, "media", media,
			"\"%s\" is no name of a medium, such as oe_ticket-2x5.5in_2x5.5in.", media);
	return BO_OK;
}

/* Only what can be asked now is refused: a scheduler that is silent may know it. */
static enum bo_status check_known(struct bo *bo, const char *queue, const char *media)
{
	struct spool *spool;
	struct spool_printer seen;
	enum bo_status status = BO_OK;
	char nearest[MEDIA_NAME];

	if (!*media)
		return BO_OK;
	spool = spool_open(queue);
	if (!spool)
		return fail_memory(bo);
	if (spool_look(spool, &seen) == SPOOL_OK && !media_knows(seen.media, media)) {
		snprintf(nearest, sizeof nearest, "%.*s", (int)strcspn(seen.media, ","),
			 seen.media);
		status = fail_field(bo, BO_INVALID, "media", media,
				    "The queue %s does not know the medium %s; it knows %s%s.",
				    queue, media, nearest,
				    strchr(seen.media, ',') ? " and others" : "");
	}
	spool_close(spool);
	return status;
}

/* What the template in force cannot hold on such a printer is said before there is one. */
static enum bo_status check_dots(struct bo *bo, int dpi)
{
	struct bo_arena arena = { 0 };
	const char *text = NULL;
	enum bo_status status = BO_OK;

	if (dpi == 0)
		return BO_OK;
	if (dpi < DOTS_LEAST || dpi > DOTS_MOST)
		return fail_number(bo, "dpi", dpi,
				   "A ticket printer has %d to %d dots in an inch, such as 203, "
				   "300 or 600.",
				   DOTS_LEAST, DOTS_MOST);
	status = bo_template_get(bo, &arena, &text);
	if (!status)
		status = ticket_sharp(bo, text, dpi);
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status check_free(struct bo *bo, const char *name, const char *fold, int64_t id)
{
	int64_t taken;
	enum bo_status status = sql_number(bo, &taken,
					   "SELECT id FROM printer WHERE name_fold = $1 "
					   "AND removed = 0 AND id <> $2",
					   "si", fold, id);

	if (!status && taken != BO_NONE)
		status = fail_field(bo, BO_EXISTS, "name", name,
				    "There is a printer \"%s\" already.", name);
	if (!status)
		status = naming_check_looks(bo, "SELECT id, name FROM printer WHERE removed = 0",
					    false, 0, name, id);
	return status;
}

static enum bo_status edit(struct bo *bo, struct bo_printer *p, int default_, bool made)
{
	char fold[NAME_FOLD];
	enum bo_status status = name_check(bo, "name", p->name, fold);

	if (!status)
		status = check_free(bo, p->name, fold, p->id);
	if (!status && default_ == 1)
		status =
			sql_run(bo, "UPDATE printer SET is_default = 0 WHERE id <> $1", "r", p->id);
	if (!status)
		status = sql_run(bo,
				 "UPDATE printer SET name = $1, name_fold = $2, target = $3, "
				 "media = $4, is_default = $5, disabled = $6, dpi = $7, "
				 "made = CASE WHEN $9 = 1 THEN 1 ELSE made END WHERE id = $8",
				 "ssssdddrd", p->name, fold, p->target, p->media,
				 (int)(p->is_default || default_ == 1), (int)p->disabled, p->dpi,
				 p->id, (int)made);
	if (!status)
		status = journal_add(bo, "printer.edited", 0,
				     json_pack("{s:I, s:s, s:s, s:s, s:i, s:b, s:b}", "id",
					       (json_int_t)p->id, "name", p->name, "target",
					       p->target, "media", p->media, "dpi", p->dpi,
					       "default", p->is_default || default_ == 1,
					       "disabled", p->disabled),
				     NULL);
	return status;
}

/* The folder is made last: not for a name that is not to be. */
static enum bo_status add(struct bo *bo, struct bo_printer *p)
{
	char fold[NAME_FOLD];
	enum bo_status status = name_check(bo, "name", p->name, fold);

	if (!status)
		status = check_free(bo, p->name, fold, 0);
	if (!status && p->transport == BO_TRANSPORT_FOLDER)
		status = outbox_folder_make(bo, &print_tickets, p->target);
	if (!status)
		status = sql_number(
			bo, &p->id,
			"INSERT INTO printer (name, name_fold, transport, "
			"target, media, dpi, made, is_default) SELECT $1, $2, $3, $4, $5, $6, 1, "
			"CASE WHEN EXISTS (SELECT 1 FROM printer WHERE is_default = 1 "
			"AND removed = 0) THEN 0 ELSE 1 END WHERE 1 = 1 RETURNING id",
			"sssssd", p->name, fold, bo_transport_code(p->transport), p->target,
			p->media, p->dpi);
	if (!status)
		status = journal_add(bo, "printer.added", 0,
				     json_pack("{s:I, s:s, s:s, s:s, s:s, s:i}", "id",
					       (json_int_t)p->id, "name", p->name, "transport",
					       bo_transport_code(p->transport), "target", p->target,
					       "media", p->media, "dpi", p->dpi),
				     NULL);
	return status || !p->is_default ? status : edit(bo, p, 1, true);
}

enum bo_status bo_printer_add(struct bo *bo, const char *name, enum bo_transport transport,
			      const char *target, const char *media, int dpi, bool default_,
			      int64_t *id)
{
	struct bo_printer p = { .name = name,
				.transport = transport,
				.target = target,
				.media = media ? media : "",
				.dpi = dpi,
				.is_default = default_ };
	enum bo_status status = bo_require(bo, BO_MAY_SET_UP_PRINTERS);

	if (!status)
		status = check_target(bo, transport, target);
	if (!status)
		status = check_media(bo, p.media);
	if (!status && transport == BO_TRANSPORT_CUPS)
		status = check_known(bo, target, p.media);
	if (!status)
		status = check_dots(bo, dpi);
	if (!status)
		status = act_begin(bo);
	if (status)
		return status;
	status = act_end(bo, add(bo, &p));
	if (!status)
		*id = p.id;
	return status;
}

static enum bo_status change(struct bo *bo, struct bo_arena *arena, int64_t id,
			     const struct bo_printer *wish, int default_, int disabled)
{
	struct bo_printer p;
	enum bo_status status = read_one(bo, arena, id, &p);

	if (status)
		return status;
	if (default_ == 0 && p.is_default)
		return fail(bo, BO_INVALID, "Make another printer the default instead.");
	p.name = wish->name ? wish->name : p.name;
	p.target = wish->target ? wish->target : p.target;
	p.media = wish->media ? wish->media : p.media;
	p.dpi = wish->dpi < 0 ? p.dpi : wish->dpi;
	p.disabled = disabled < 0 ? p.disabled : disabled > 0;
	status = check_target(bo, p.transport, p.target);
	if (!status)
		status = check_media(bo, p.media);
	if (!status && wish->dpi >= 0)
		status = check_dots(bo, p.dpi);
	if (!status && wish->target && p.transport == BO_TRANSPORT_FOLDER)
		status = outbox_folder_make(bo, &print_tickets,
					    p.target); /* the same one, too: it may have gone */
	return status ? status : edit(bo, &p, default_, wish->target != NULL);
}

/* Before the act, as the scheduler is asked. */
static enum bo_status check_edit(struct bo *bo, struct bo_arena *arena, int64_t id,
				 const struct bo_printer *wish)
{
	struct bo_printer p;
	enum bo_status status = read_one(bo, arena, id, &p);

	if (!status && wish->media)
		status = check_media(bo, wish->media);
	if (status || p.transport != BO_TRANSPORT_CUPS || (!wish->media && !wish->target))
		return status;
	return check_known(bo, wish->target ? wish->target : p.target,
			   wish->media ? wish->media : p.media);
}

enum bo_status bo_printer_edit(struct bo *bo, int64_t id, const char *name, const char *target,
			       const char *media, int dpi, int default_, int disabled)
{
	struct bo_printer wish = { .name = name, .target = target, .media = media, .dpi = dpi };
	struct bo_arena arena = { 0 };
	enum bo_status status = bo_require(bo, BO_MAY_SET_UP_PRINTERS);

	if (!status)
		status = check_edit(bo, &arena, id, &wish);
	if (!status)
		status = act_begin(bo);
	if (status) {
		bo_arena_clear(&arena);
		return status;
	}
	status = act_end(bo, change(bo, &arena, id, &wish, default_, disabled));
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status remove_printer(struct bo *bo, struct bo_arena *arena, int64_t id)
{
	struct bo_printer p;
	int64_t open = 0, others = 0;
	enum bo_status status = read_one(bo, arena, id, &p);

	if (!status)
		status = sql_number(bo, &open,
				    "SELECT count(*) FROM print_job j WHERE j.printer_id = $1 "
				    "AND " OUTBOX_IS_OPEN("j"),
				    "r", id);
	if (!status)
		status = sql_number(bo, &others,
				    "SELECT count(*) FROM printer WHERE removed = 0 AND id <> $1",
				    "r", id);
	if (status)
		return status;
	if (open > 0)
		return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				 "%" PRId64 " tickets on %s are not settled yet; print or settle "
				 "them first.",
				 open, p.name);
	if (p.is_default && others > 0)
		return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
				 "%s is the default of the tills; make another one the default "
				 "first.",
				 p.name);
	status = sql_run(bo, "UPDATE printer SET removed = 1, is_default = 0 WHERE id = $1", "r",
			 id);
	if (!status)
		status = sql_run(bo, "UPDATE till SET printer_id = NULL WHERE printer_id = $1", "r",
				 id);
	if (!status)
		status = journal_add(bo, "printer.deleted", 0,
				     json_pack("{s:I, s:s}", "id", (json_int_t)id, "name", p.name),
				     NULL);
	return status;
}

enum bo_status bo_printer_delete(struct bo *bo, int64_t id)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = bo_require(bo, BO_MAY_SET_UP_PRINTERS);

	if (!status)
		status = act_begin(bo);
	if (status)
		return status;
	status = act_end(bo, remove_printer(bo, &arena, id));
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status use(struct bo *bo, int64_t id)
{
	struct bo_arena arena = { 0 };
	struct bo_printer p;
	enum bo_status status = id ? read_one(bo, &arena, id, &p) : BO_OK;

	bo_arena_clear(&arena);
	if (!status)
		status = sql_run(bo, "UPDATE till SET printer_id = $1 WHERE id = $2", "rr", id,
				 bo->session.till_id);
	if (!status)
		status = journal_add(bo, "till.printer", 0,
				     json_pack("{s:I}", "printer", (json_int_t)id), NULL);
	return status;
}

/* Whoever sells may: when a printer breaks with a queue before the counter, the next one is near.
 */
enum bo_status bo_printer_use(struct bo *bo, int64_t id)
{
	enum bo_status status = bo_require(bo, BO_MAY_SELL);

	if (!status)
		status = act_begin(bo);
	return status ? status : act_end(bo, use(bo, id));
}

enum bo_status bo_print_queues(struct bo *bo, struct bo_arena *arena, struct bo_queues *list)
{
	struct spool *spool;
	enum bo_status status = access_read(bo, BO_MAY_WORK_HERE);

	if (status)
		return status;
	spool = spool_open("");
	if (!spool)
		return fail_memory(bo);
	if (spool_queues(spool, arena, list) != SPOOL_OK)
		status = fail(bo, BO_PRINTER, "%s", spool_why(spool));
	spool_close(spool);
	return status;
}
