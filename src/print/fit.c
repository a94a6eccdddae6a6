/*
 * Trying tickets.  Only what differs from sale to sale and must stand on a ticket is
 * tried: the title, the type, the price and the mark; each by itself, as each has a
 * place of its own.  Dates, times and codes are as long as a specimen's.
 */
#include "print/fit.h"
#include "base/fail.h"
#include "house/access.h"
#include "journal/journal.h"
#include "print/ticket.h"
#include "store/sql.h"

#include <boxoffice/print.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { FACTS = 4, TEXTS_MOST = 500 };

static const enum ticket_field facts[FACTS] = { FIELD_TITLE, FIELD_TYPE, FIELD_PRICE, FIELD_MARK };

/* The longest a reprint of a free ticket of a training store says. */
#define LONGEST_MARK "SPECIMEN · COMP · REPRINT 9"

struct trial {
	struct template *template;
	struct pen *pen;
	struct ticket specimen;
};

static enum bo_status begin(struct bo *bo, struct bo_arena *arena, const char *text,
			    struct trial *trial)
{
	struct template_fault fault;
	enum bo_status status = BO_OK;

	trial->template = malloc(sizeof *trial->template);
	trial->pen = pen_new();
	if (!trial->template || !trial->pen)
		status = fail_memory(bo);
	else if (!template_read(text, trial->template, &fault))
		status = fail(bo, BO_INVALID, "The ticket template is faulty. %s", fault.message);
	if (!status)
		status = ticket_specimen(bo, arena, &trial->specimen);
	trial->specimen.value[FIELD_DATE] = "Wed 30 Sep 2026";
	return status;
}

static void end(struct trial *trial)
{
	free(trial->template);
	pen_free(trial->pen);
}

/* Lays a specimen out with these values instead of its own; NULL leaves one. */
static bool try(struct trial *trial, struct bo_arena *arena,
		const char *const values[TICKET_FIELD_COUNT], struct layout *layout,
		struct template_fault *fault)
{
	const char *all[TICKET_FIELD_COUNT];
	struct ruler ruler = pen_ruler(trial->pen, 0);

	for (int i = 0; i < TICKET_FIELD_COUNT; i++)
		all[i] = values[i] ? values[i] : trial->specimen.value[i];
	return layout_make(trial->template, all, &ruler, arena, layout, fault);
}

/* --- What an act queues --- */

static enum bo_status ask_tried(struct bo *bo, int64_t template_id,
				const char *const values[TICKET_FIELD_COUNT], bool *tried)
{
	int64_t n = 0;
	enum bo_status status = sql_number(
		bo, &n,
		"SELECT count(*) FROM ticket_tried WHERE template_id = $1 AND "
		"((field = 'show.title' AND value = $2) OR (field = 'voucher_type' AND value = $3) "
		"OR (field = 'price' AND value = $4) OR (field = 'mark' AND value = $5))",
		"rssss", template_id, values[FIELD_TITLE], values[FIELD_TYPE], values[FIELD_PRICE],
		values[FIELD_MARK]);

	if (!status)
		*tried = n == FACTS;
	return status;
}

static enum bo_status keep_tried(struct bo *bo, int64_t template_id,
				 const char *const values[TICKET_FIELD_COUNT])
{
	enum bo_status status = BO_OK;

	for (int i = 0; i < FACTS && !status; i++)
		status = sql_run(bo,
				 "INSERT INTO ticket_tried (template_id, field, value) "
				 "VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
				 "rss", template_id, ticket_field_code(facts[i]), values[facts[i]]);
	return status;
}

static enum bo_status try_ticket(struct bo *bo, struct bo_arena *arena, int64_t template_id,
				 const char *const values[TICKET_FIELD_COUNT])
{
	struct trial trial = { 0 };
	struct template_fault fault = { 0 };
	struct layout layout;
	const char *text = "", *lacks = NULL;
	enum bo_status status =
		sql_one(bo, SQL_ROW(arena, &text, sql_read_text), NULL,
			"SELECT body FROM ticket_template WHERE id = $1", "r", template_id);

	if (status)
		return status;
	status = begin(bo, arena, text, &trial);
	if (status == BO_INVALID)
		status =
			fail_rule(bo, BO_RULE_PAPER, BO_ROLE_NONE,
				  "This ticket cannot be printed.  The ticket template is faulty.");
	if (!status)
		lacks = pen_lacks(trial.pen, arena);
	if (!status && !try(&trial, arena, values, &layout, &fault))
		status = fail_rule(bo, BO_RULE_PAPER, BO_ROLE_NONE,
				   "This ticket cannot be printed.  %s",
				   lacks ? lacks : fault.message);
	end(&trial);
	/* In other fonts than those of the tickets nothing is proved. */
	return status || lacks ? status : keep_tried(bo, template_id, values);
}

/* What is tried of a ticket, and only that. */
struct tried {
	const char *value[TICKET_FIELD_COUNT];
};

static void read_tried(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	const char **value = ((struct tried *)to)->value;
	struct bo *bo = sql_bo(rows);

	value[FIELD_TITLE] = sql_copy(rows, 0, arena);
	value[FIELD_TYPE] = sql_copy(rows, 1, arena);
	value[FIELD_PRICE] = ticket_price(bo, arena, sql_int(rows, 3), sql_flag(rows, 4));
	value[FIELD_MARK] = ticket_mark(bo, arena, sql_text(rows, 2), sql_int(rows, 5));
	for (int i = 0; i < FACTS; i++)
		(void)sql_made(rows, value[facts[i]]);
}

/* Tickets of one line differ in nothing that is tried, so they are asked for together. */
enum bo_status fit_jobs(struct bo *bo, int64_t template_id, int64_t order_id, int64_t first_job)
{
	struct bo_arena arena = { 0 };
	struct tried *row = NULL;
	size_t n = 0;
	enum bo_status status =
		sql_list(bo, SQL_ROWS(&arena, row, n, read_tried),
			 "SELECT DISTINCT coalesce(s.title, vt.name), "
			 "vt.name, vt.category, v.amount, v.parent_id IS NOT NULL, k.issue "
			 "FROM print_job j JOIN ticket k ON k.id = j.ticket_id JOIN voucher v "
			 "ON v.id = k.voucher_id JOIN voucher_type vt ON vt.id = v.type_id LEFT "
			 "JOIN performance p ON p.id = v.performance_id LEFT JOIN show s ON s.id = "
			 "p.show_id WHERE j.order_id = $1 AND j.id >= $2 ORDER BY 1, 2, 3, 4, 5, 6",
			 "rr", order_id, first_job);

	for (size_t i = 0; i < n && !status; i++) {
		bool tried = false;

		status = ask_tried(bo, template_id, row[i].value, &tried);
		if (!status && !tried)
			status = try_ticket(bo, &arena, template_id, row[i].value);
	}
	bo_arena_clear(&arena);
	return status;
}

/* --- The texts of a store --- */

struct hunt {
	struct bo *bo;
	struct bo_arena *arena;
	struct trial trial;
	struct bo_paper_faults found;
};

static enum bo_status add_fault(struct hunt *h, enum ticket_field field, const char *value,
				bool stops, bool letters, const char *message)
{
	struct bo_paper_fault *grown =
		bo_arena_grow(h->arena, h->found.row, h->found.n, sizeof *grown);

	if (!grown)
		return fail_memory(h->bo);
	h->found.row = grown;
	grown += h->found.n++;
	*grown =
		(struct bo_paper_fault){ ticket_field_code(field), value, message, stops, letters };
	return message ? BO_OK : fail_memory(h->bo);
}

static enum bo_status hunt_one(struct hunt *h, enum ticket_field field, const char *value)
{
	const char *values[TICKET_FIELD_COUNT] = { NULL };
	struct template_fault fault = { 0 };
	struct ruler ruler = pen_ruler(h->trial.pen, 0);
	struct font plain = { FACE_SANS, false };
	struct layout layout;
	unsigned bit = 1U << field;

	values[field] = value;
	if (!try(&h->trial, h->arena, values, &layout, &fault))
		return add_fault(
			h, field, value, true, !ruler.draws(ruler.arg, value, plain),
			bo_arena_printf(h->arena, "A ticket cannot be printed: %s", fault.message));
	if (layout.cut & bit && !(layout.whole & bit))
		return add_fault(h, field, value, false, false,
				 bo_arena_printf(h->arena,
						 "The %s \"%s\" is cut on a ticket: it is too long "
						 "for its place.",
						 ticket_field_code(field), value));
	if (layout.unknown & bit)
		return add_fault(h, field, value, false, true,
				 bo_arena_printf(h->arena,
						 "The %s \"%s\" has letters that no font on this "
						 "machine can draw; \"?\" stands for them.",
						 ticket_field_code(field), value));
	return BO_OK;
}

static void read_price(struct sql_rows *rows, struct bo_arena *arena, void *to)
{
	*(const char **)to =
		sql_made(rows, ticket_price(sql_bo(rows), arena, sql_int(rows, 0), false));
}

static enum bo_status hunt_texts(struct hunt *h, enum ticket_field field, const char *query,
				 int64_t id, int64_t most)
{
	sql_reader *read = field == FIELD_PRICE ? read_price : sql_read_text;
	char today[BO_DATE_SIZE];
	const char **text = NULL;
	size_t n = 0;
	enum bo_status status;

	bo_date_of(bo_now(h->bo), h->bo->settings.zone, today);
	status = sql_list(h->bo, SQL_ROWS(h->arena, text, n, read), query, "rsi", id, today, most);
	for (size_t i = 0; i < n && !status; i++)
		status = hunt_one(h, field, text[i]);
	return status;
}

/* The longest first, of what is still to be sold. */
#define OF_SHOWS                                                                                   \
	"SELECT DISTINCT x.title, length(x.title) FROM show x JOIN season n ON n.id = "            \
	"x.season_id "                                                                             \
	"WHERE ($1 IS NULL OR x.id = $1) AND n.last >= $2 ORDER BY 2 DESC, 1 LIMIT $3"
#define OF_HOUSES                                                                                  \
	"SELECT DISTINCT h.name, length(h.name) FROM house h JOIN show x ON x.house_id = h.id "    \
	"JOIN season n ON n.id = x.season_id WHERE ($1 IS NULL OR x.id = $1) AND n.last >= $2 "    \
	"ORDER BY 2 DESC, 1 LIMIT $3"
#define OF_TYPES                                                                                   \
	"SELECT DISTINCT x.name, length(x.name) FROM voucher_type x "                              \
	"JOIN season n ON n.id = x.season_id WHERE ($1 IS NULL OR x.id = $1) AND n.last >= $2 "    \
	"AND x.category <> 'product' ORDER BY 2 DESC, 1 LIMIT $3"
#define OF_PRICES                                                                                  \
	"SELECT DISTINCT x.price FROM voucher_type x "                                             \
	"JOIN season n ON n.id = x.season_id WHERE ($1 IS NULL OR x.id = $1) AND n.last >= $2 "    \
	"AND x.category <> 'product' ORDER BY 1 DESC LIMIT $3"
#define OF_PATRONS                                                                                 \
	"SELECT x.name, length(x.name) FROM patron x WHERE ($1 IS NULL OR x.id = $1) "             \
	"AND $2 <> '' ORDER BY 2 DESC, 1 LIMIT $3"

static enum bo_status hunt_all(struct hunt *h, int64_t show_id, int64_t type_id)
{
	bool all = show_id == 0 && type_id == 0;
	const char *lacks = pen_lacks(h->trial.pen, h->arena);
	enum bo_status status = BO_OK;

	if (lacks) /* other widths than those of the tickets say nothing about the texts */
		return add_fault(h, TICKET_FIELD_COUNT, "", false, true, lacks);
	if (all || show_id)
		status = hunt_texts(h, FIELD_TITLE, OF_SHOWS, show_id, TEXTS_MOST);
	if (!status && (all || show_id))
		status = hunt_texts(h, FIELD_HOUSE, OF_HOUSES, show_id, TEXTS_MOST);
	if (!status && (all || type_id))
		status = hunt_texts(h, FIELD_TYPE, OF_TYPES, type_id, TEXTS_MOST);
	if (!status && (all || type_id))
		status = hunt_texts(h, FIELD_PRICE, OF_PRICES, type_id, TEXTS_MOST);
	if (!status && all && access_has(h->bo, BO_MAY_READ_PEOPLE))
		status = hunt_texts(h, FIELD_PATRON, OF_PATRONS, 0, 1);
	if (!status && all)
		status = hunt_one(h, FIELD_MARK, LONGEST_MARK);
	return status;
}

enum bo_status bo_paper_try(struct bo *bo, struct bo_arena *arena, const char *text,
			    int64_t show_id, int64_t type_id, struct bo_paper_faults *list)
{
	struct hunt h = { .bo = bo, .arena = arena };
	enum bo_status status = access_read(bo, BO_MAY_WORK_HERE);

	if (!status && !text)
		status = bo_template_get(bo, arena, &text);
	if (!status)
		status = begin(bo, arena, text, &h.trial);
	if (!status)
		status = hunt_all(&h, show_id, type_id);
	end(&h.trial);
	if (!status)
		*list = h.found;
	return status;
}

/* --- A template is tried before it is kept --- */

/* On the printers of the trade, and on those that are set up here. */
static enum bo_status check_sharp(struct bo *bo, const char *text)
{
	static const int trade[] = { 300, 600, 203 }; /* the most wanting first */
	int64_t *dpi = NULL;
	size_t n = 0;
	struct bo_arena arena = { 0 };
	enum bo_status status = BO_OK;

	for (size_t i = 0; !status && i < sizeof trade / sizeof *trade; i++)
		status = ticket_sharp(bo, text, trade[i]);
	if (!status)
		status = sql_list(bo, SQL_ROWS(&arena, dpi, n, sql_read_id),
				  "SELECT DISTINCT dpi FROM printer WHERE removed = 0 AND dpi > 0 "
				  "ORDER BY dpi",
				  "");
	for (size_t i = 0; !status && i < n; i++)
		status = ticket_sharp(bo, text, (int)dpi[i]);
	bo_arena_clear(&arena);
	return status;
}

/* What is sold now must come out with it; letters that no font has are no matter of a template. */
static enum bo_status check_store(struct bo *bo, struct bo_arena *arena, const char *text)
{
	struct bo_paper_faults found = { 0 };
	enum bo_status status = bo_paper_try(bo, arena, text, 0, 0, &found);

	for (size_t i = 0; i < found.n && !status; i++)
		if (found.row[i].stops && !found.row[i].letters)
			status = fail_field(bo, BO_INVALID, "template", "", "%s",
					    found.row[i].message);
	return status;
}

enum bo_status bo_template_check(struct bo *bo, const char *text)
{
	struct bo_arena arena = { 0 };
	struct ticket ticket;
	struct pdf pdf = { .n = 0 };
	struct template_fault fault;
	const char *lacks = NULL;
	struct template *template = malloc(sizeof *template);
	enum bo_status status = template ? access_read(bo, BO_MAY_WORK_HERE) : fail_memory(bo);

	if (!status && !template_read(text, template, &fault))
		status = fail_field(bo, BO_INVALID, "template", "", "%s", fault.message);
	free(template);
	if (!status)
		status = check_sharp(bo, text);
	if (!status)
		status = bo_print_fonts(bo, &arena, &lacks);
	if (!status && lacks)
		status = fail(bo, BO_IO, "%s", lacks);
	if (!status)
		status = ticket_specimen(bo, &arena, &ticket);
	if (!status)
		status = ticket_draw(bo, text, &ticket, 0, bo_now(bo), &pdf);
	if (status == BO_PRINTER)
		bo->error.status = status = BO_INVALID;
	if (!status)
		status = check_store(bo, &arena, text);
	free(pdf.bytes);
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status keep(struct bo *bo, const char *text)
{
	int64_t id;
	enum bo_status status = sql_number(
		bo, &id, "INSERT INTO ticket_template (body, at) VALUES ($1, $2) RETURNING id",
		"si", text, bo_now(bo));

	return status ? status
		      : journal_add(bo, "template.set", 0,
				    json_pack("{s:I, s:s}", "id", (json_int_t)id, "text", text),
				    NULL);
}

enum bo_status bo_template_set(struct bo *bo, const char *text)
{
	enum bo_status status = bo_require(bo, BO_MAY_SET_UP_PRINTERS);

	if (!status)
		status = bo_template_check(bo, text);
	if (!status)
		status = act_begin(bo);
	return status ? status : act_end(bo, keep(bo, text));
}
