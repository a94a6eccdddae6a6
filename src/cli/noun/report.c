/*
 * Reports by name, in any format.
 */
#include "cli/given.h"
#include "cli/object/field.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <ctype.h>

static void put_cell(struct cli *cli, json_t *object, const char *key,
		     const struct bo_report_cell *cell)
{
	switch (cell->kind) {
	case BO_CELL_TIME:
		put_when(cli, object, key, cell->number, cell->zone);
		break;
	case BO_CELL_COUNT:
	case BO_CELL_MONEY:
		put_number(cli, object, key, cell->number);
		break;
	case BO_CELL_TEXT:
	case BO_CELL_KIND_COUNT:
		put_text(cli, object, key, cell->text);
		break;
	}
}

/* A report described as an object: the title of a column is its title in capitals. */
static enum bo_status describe(struct cli *cli, const struct bo_report_info *info,
			       struct object *object)
{
	static const enum kind kinds[BO_CELL_KIND_COUNT] = { [BO_CELL_TEXT] = IS_TEXT,
							     [BO_CELL_COUNT] = IS_COUNT,
							     [BO_CELL_MONEY] = IS_MONEY,
							     [BO_CELL_TIME] = IS_MOMENT };
	struct field *fields = bo_arena_alloc(&cli->arena, info->n_columns * sizeof *fields);
	char columns[1000] = "";
	struct bo_buf buf = BO_BUF(columns);

	for (size_t i = 0; fields && i < info->n_columns; i++) {
		const struct bo_report_column *column = &info->column[i];

		fields[i] = (struct field){ .key = column->key, .kind = kinds[column->kind] };
		bo_buf_printf(&buf, "%s%s=", i ? "," : "", column->key);
		for (const char *c = column->title; *c; c++)
			bo_buf_printf(&buf, "%c", toupper((unsigned char)*c));
	}
	*object =
		(struct object){ .list = info->name, .field = fields, .n_fields = info->n_columns };
	object->columns = bo_arena_copy(&cli->arena, columns);
	return fields && object->columns ? BO_OK : say_no_memory(cli);
}

static enum bo_status run_report(struct cli *cli)
{
	struct bo_report_filter filter = { .first = given_text(cli, "--from"),
					   .from = given_number(cli, "--from", BO_NONE),
					   .last = given_text(cli, "--to"),
					   .to = given_number(cli, "--to", BO_NONE),
					   .show_id = given_id(cli, "--show") };
	const struct bo_report_info *infos;
	struct bo_report report = { 0 };
	struct object object;
	size_t n;
	json_t *list;
	enum bo_status status;

	if (!given(cli, "NAME")) {
		infos = bo_report_infos(&n);
		return out_list(cli, &object_report_info, infos, n);
	}
	status = bo_report_run(cli->bo, &cli->arena, given_text(cli, "NAME"), &filter, &report);
	if (!status)
		status = describe(cli, report.info, &object);
	if (status)
		return status;
	list = json_array();
	for (size_t i = 0; i < report.n; i++) {
		json_t *row = json_object();

		for (size_t k = 0; k < report.info->n_columns; k++)
			put_cell(cli, row, report.info->column[k].key,
				 &report.cell[i * report.info->n_columns + k]);
		append(cli, list, row);
	}
	return out_array(cli, &object, list);
}

const struct command report_commands[] = {
	{ "report", "A report by name: revenue, codes, overrides; without a name, which there are.",
	  run_report, READS, BO_MAY_READ_REPORTS,
	  TAKES(ARG("NAME", TEXT, 0, "Which.", .words = "revenue|codes|overrides|campaigns"),
		ARG("--from T", PAST, 0, "The first day, or the earliest time."),
		ARG("--to T", PAST, 0, "The last day, or the latest time."),
		ARG("--show SHOW", SHOW, 0, "Only what is of this show.")) },
	{ 0 }
};
