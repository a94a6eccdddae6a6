/*
 * Reports by name, in any format.
 */
#include "cli/commands.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/parse.h"
#include "cli/say.h"

#include <ctype.h>

static enum bo_status list_reports(struct cli *cli)
{
	static const struct column columns[] = { { "NAME", "name", CELL_TEXT },
						 { "WHAT IT SHOWS", "help", CELL_TEXT } };
	json_t *list = json_array();
	size_t n;
	const struct bo_report_info *infos = bo_report_infos(&n);

	for (size_t i = 0; i < n; i++) {
		json_t *object = json_object();

		put_text(cli, object, "name", infos[i].name);
		put_text(cli, object, "title", infos[i].title);
		put_text(cli, object, "help", infos[i].help);
		append(cli, list, object);
	}
	return out_list(cli, "reports", list, OUT_COLUMNS(columns));
}

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
		put_text_or_null(cli, object, key, cell->text);
		break;
	}
}

/* A report's column as a table has it: the title is the key in capitals. */
static enum bo_status columns_of(struct cli *cli, const struct bo_report_info *info,
				 struct column **columns)
{
	static const enum cell cells[BO_CELL_KIND_COUNT] = { [BO_CELL_TEXT] = CELL_TEXT,
							     [BO_CELL_COUNT] = CELL_NUMBER,
							     [BO_CELL_MONEY] = CELL_MONEY,
							     [BO_CELL_TIME] = CELL_WHEN };
	struct column *made = bo_arena_alloc(&cli->arena, info->n_columns * sizeof *made);

	for (size_t i = 0; made && i < info->n_columns; i++) {
		char *title = bo_arena_copy(&cli->arena, info->column[i].title);

		if (!title)
			return say_no_memory(cli);
		for (char *c = title; *c; c++)
			*c = (char)toupper((unsigned char)*c);
		made[i] =
			(struct column){ title, info->column[i].key, cells[info->column[i].kind] };
	}
	*columns = made;
	return made ? BO_OK : say_no_memory(cli);
}

enum bo_status run_report(struct cli *cli)
{
	struct bo_report_filter filter = { .from = BO_NONE, .to = BO_NONE };
	const char *show_name = args_value(&cli->args, OPT_SHOW);
	struct bo_show show = { 0 };
	struct bo_report report = { 0 };
	struct column *columns = NULL;
	json_t *list;
	enum bo_status status = BO_OK;

	if (cli->n_words == 0)
		return list_reports(cli);
	if (show_name)
		status = bo_show_find(cli->bo, &cli->arena, show_name, &show);
	if (!status)
		status = option_day_or_moment(cli, OPT_FROM, &filter.first, &filter.from);
	if (!status)
		status = option_day_or_moment(cli, OPT_TO, &filter.last, &filter.to);
	filter.show_id = show.id;
	if (!status)
		status = bo_report_run(cli->bo, &cli->arena, cli->word[0], &filter, &report);
	if (!status)
		status = columns_of(cli, report.info, &columns);
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
	return out_list(cli, report.info->name, list, columns, report.info->n_columns);
}
